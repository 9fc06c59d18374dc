// The Bot API's RichBlock as elements.
import { icon, isolated, make } from "./dom.js";
import { codeBlock, expandableQuote } from "./parts.js";
import { plainText, richButton, richText } from "./richtext.js";
import { table } from "./table.js";
import { fileSize } from "./time.js";
import { say } from "./words.js";

/** @param {Object} block a RichBlock; one of no known type says so, and shows the text that it has. */
export function richBlock(block) {
    switch (block.type) {
    case "paragraph": return make("p", {}, richText(block.text));
    case "heading": return heading(block);
    case "pre": return codeBlock(richText(block.text), block.language);
    case "footer": return make("footer", {}, richText(block.text));
    case "divider": return make("hr");
    case "mathematical_expression":
        return make(
            "div", {class: "math", role: "math", tabindex: "-1", "aria-label": block.expression}, block.expression
        );
    case "anchor": return make("span", {"data-anchor": block.name});
    case "list": return list(block);
    case "blockquote": return make("blockquote", {class: "quote"}, richBlocks(block.blocks), credit(block.credit));
    case "expandable_blockquote": return expandableQuote(make("p", {}, richText(block.text)), credit(block.credit));
    case "pullquote": return make("aside", {class: "pull"}, make("p", {}, richText(block.text)), credit(block.credit));
    case "table": return table(block);
    case "details":
        return make(
            "details",
            {open: block.is_open === true},
            make("summary", {}, richText(block.summary)),
            make("div", {class: "details"}, richBlocks(block.blocks)),
        );
    case "thinking": return make("div", {class: "thinking"}, richText(block.text) ?? say("thinking"));
    case "buttons":
        return make("div", {class: "rich-buttons " + side(block.align)}, (block.buttons ?? []).map(richButton));
    case "collage":
    case "slideshow":
        return make(
            "figure", {class: block.type}, make("div", {class: "pieces"}, richBlocks(block.blocks)),
            caption(block.caption)
        );
    case "map": return map(block);
    case "photo":
    case "video":
    case "animation":
    case "audio":
    case "document":
    case "voice_note": return media(block);
    default: return make("p", {class: "unknown"}, plainText(block.text) || say("unknown"));
    }
}

export function richBlocks(blocks) { return (blocks ?? []).map(richBlock); }

function heading(block) {
    const size = Math.min(6, Math.max(1, Math.round(block.size) || 1));
    // The page's own headings are above those of messages; how large they are is another matter.
    return make("h" + Math.min(6, size + 2), {class: "size-" + size}, richText(block.text));
}

function credit(text) { return text === undefined || text === null ? null : make("cite", {}, richText(text)); }

function caption(value) { return value ? make("figcaption", {}, richText(value.text), credit(value.credit)) : null; }

function side(name) { return ["left", "center", "right"].includes(name) ? name : "left"; }

function list(block) {
    const items = (block.items ?? []).map((item) => {
        const box = item.has_checkbox ? checkBox(item.is_checked === true) : null;
        const mark = box ?? make("span", {class: "label"}, item.label);
        return make("li", {class: item.is_checked ? "checked" : null}, mark, make("div", {}, richBlocks(item.blocks)));
    });
    return make("ul", {class: "list", role: "list"}, items);
}

/** A drawing of one: what the message says can't be changed by its reader. */
function checkBox(isChecked) {
    return make(
        "span",
        {
            class: isChecked ? "label box on" : "label box",
            role: "img",
            "aria-label": say(isChecked ? "checked" : "unchecked")
        },
        isChecked ? icon("check") : null,
    );
}

function map(block) {
    const {latitude, longitude} = block.location ?? {};
    return make(
        "figure", {class: "media"}, make("div", {class: "media-name"}, `📍 ${say("map")}: ${latitude}, ${longitude}`),
        caption(block.caption)
    );
}

/** The sandbox keeps no pictures or sounds: what they are is said instead. */
function media(block) {
    const content = Array.isArray(block[block.type]) ? block[block.type].at(-1) : block[block.type];
    const details =
        [content?.width && `${content.width} × ${content.height}`, content?.file_size && fileSize(content.file_size)];
    return make(
        "figure",
        {class: "media"},
        make(
            "div", {class: "media-name"}, say(block.type),
            content?.file_name ? [": ", isolated(content.file_name)] : null
        ),
        make("div", {class: "media-size"}, details.filter(Boolean).join(", ")),
        caption(block.caption),
    );
}
