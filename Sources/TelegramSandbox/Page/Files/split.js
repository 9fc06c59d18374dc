// What is too long for one message goes in several, as Telegram's own apps do it.

/** The most UTF-16 units that a message takes. */
export const longest = 4096;

/** The parts of a text, each short enough: cut at a line, else at a blank, never inside of a character. */
export function splitText(text, most = longest) {
    const parts = [];
    let rest = text.trim();
    while (rest.length > most) {
        const head = rest.slice(0, most + 1);
        let cut = Math.max(head.lastIndexOf("\n"), 0) || Math.max(head.lastIndexOf(" "), 0) || most;
        if (/[\uD800-\uDBFF]/.test(rest[cut - 1])) cut -= 1;
        parts.push(rest.slice(0, cut).trimEnd());
        rest = rest.slice(cut).trimStart();
    }
    if (rest !== "") parts.push(rest);
    return parts;
}
