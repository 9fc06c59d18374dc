// The Bot API's RichText as nodes.
import { icon, make } from "./dom.js";
import { link } from "./links.js";
import { command, marked, spoiler } from "./parts.js";
import { moment } from "./text.js";
import { say } from "./words.js";

/** @param {string|Array|Object} text a RichText; what is of no known type shows the text that it has. */
export function richText(text) {
    if (text === null || text === undefined) return null;
    if (typeof text === "string") return text;
    if (Array.isArray(text)) return text.map(richText);
    const content = richText(text.text);
    switch (text.type) {
    case "bold": return make("strong", {}, content);
    case "italic": return make("em", {}, content);
    case "underline": return make("u", {}, content);
    case "strikethrough": return make("s", {}, content);
    case "spoiler": return spoiler(content);
    case "subscript": return make("sub", {}, content);
    case "superscript": return make("sup", {}, content);
    case "marked": return make("mark", {}, content);
    case "code": return make("code", {}, content);
    case "date_time": return moment(text, content);
    case "custom_emoji": return make("span", {class: "emoji"}, text.alternative_text);
    case "mathematical_expression":
        return make("span", {class: "math", role: "math", "aria-label": text.expression}, text.expression);
    case "url": return link(text.url, content);
    case "email_address": return link("mailto:" + text.email_address, content);
    case "phone_number": return link("tel:" + String(text.phone_number).replace(/[^\d+]/g, ""), content);
    case "bot_command": return command(text.bot_command, content);
    case "anchor": return make("span", {"data-anchor": text.name});
    case "anchor_link": return anchorLink(text.anchor_name, content);
    case "reference": return make("span", {"data-anchor": text.name}, content);
    case "reference_link": return anchorLink(text.reference_name, content);
    case "button": return richButton(text.button);
    default: return marked(content);
    }
}

/** What a rich text says, without its styles. */
export function plainText(text) {
    if (text === null || text === undefined) return "";
    if (typeof text === "string") return text;
    if (Array.isArray(text)) return text.map(plainText).join("");
    return text.expression ?? text.alternative_text ?? plainText(text.text ?? text.button?.text);
}

/** Not a link of the page: its fragment says who and where one is. */
function anchorLink(name, content) {
    return make("button", {type: "button", class: "anchor-link", "data-do": "anchor", "data-to": name ?? ""}, content);
}

/** A button in the text: what needs no server does something, the rest is shown and can't be pressed. */
export function richButton(button) {
    const style = ["danger", "success", "primary", "link"].includes(button?.style) ? " " + button.style : "";
    const content = richText(button?.text);
    if (button?.url) {
        const element = link(button.url, [content, icon("link")]);
        element.setAttribute("class", "rich-button" + style);
        return element;
    }
    const copied = button?.copy_text?.text;
    return make(
        "button",
        {
            type: "button",
            class: "rich-button" + style,
            disabled: copied === undefined,
            "data-do": copied === undefined ? null : "copy-text",
            "data-text": copied,
            title: copied === undefined ? null : say("copy"),
        },
        content,
    );
}
