// Texts with entities as elements.
import { make } from "./dom.js";
import { entityTree } from "./entities.js";
import { link, writtenAddress } from "./links.js";
import { codeBlock, command, expandableQuote, marked, spoiler } from "./parts.js";
import { formatted, fullDate } from "./time.js";

/** The nodes of a text. */
export function textNodes(text, entities) { return entityTree(text, entities).map(node); }

function node(branch) {
    if (typeof branch === "string") return branch;
    const {entity, text, children} = branch;
    const content = children.map(node);
    switch (entity.type) {
    case "bold": return make("strong", {}, content);
    case "italic": return make("em", {}, content);
    case "underline": return make("u", {}, content);
    case "strikethrough": return make("s", {}, content);
    case "spoiler": return spoiler(content);
    case "code": return make("code", {}, content);
    case "pre": return codeBlock(content, entity.language);
    case "blockquote": return make("blockquote", {class: "quote"}, content);
    case "expandable_blockquote": return expandableQuote(content);
    case "text_link": return link(entity.url, content);
    case "url": return link(writtenAddress(text), content);
    case "email": return link("mailto:" + text, content);
    case "phone_number": return link("tel:" + text.replace(/[^\d+]/g, ""), content);
    case "bot_command": return command(text, content);
    case "date_time": return moment(entity, content);
    case "custom_emoji": return make("span", {class: "emoji"}, content);
    default: return marked(content);
    }
}

/** A time of which the sender said how it is to be written. */
export function moment({unix_time: time, date_time_format: pattern}, content) {
    if (!Number.isFinite(time) || Math.abs(time) > 8.64e12) return marked(content);
    return make(
        "time",
        {class: "entity", datetime: new Date(time * 1000).toISOString(), title: fullDate(time)},
        formatted(time, pattern) ?? content,
    );
}
