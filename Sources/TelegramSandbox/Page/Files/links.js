// Which addresses of messages are links. Any other only looks like its text.
import { make } from "./dom.js";

const schemes = ["http://", "https://", "tg://", "ton://", "mailto:", "tel:"];

/** The address if it may be opened, else null. Browsers drop blanks and control characters: none may hide a scheme. */
export function safeAddress(url) {
    if (typeof url !== "string" || /[\p{White_Space}\p{Cc}\p{Cf}]/u.test(url)) return null;
    const lowercased = url.toLowerCase();
    return schemes.some((scheme) => lowercased.startsWith(scheme) && lowercased.length > scheme.length) ? url : null;
}

/** A link to an address that people wrote as text, often without a scheme. */
export function writtenAddress(text) {
    return safeAddress(text) ?? (/^[a-z][a-z0-9+.-]*:(?!\d)/i.test(text) ? null : safeAddress("https://" + text));
}

/** A link, or just the content where the address must not be opened. */
export function link(url, content) {
    const address = safeAddress(url);
    if (address === null) return make("span", {}, content);
    return make("a", {href: address, target: "_blank", rel: "noopener noreferrer", title: address}, content);
}
