// A message as a bubble.
import { richBlocks } from "./blocks.js";
import { icon, isolated, make } from "./dom.js";
import { keyboard } from "./keyboard.js";
import { avatar, hue, nameOf, serviceText, summary } from "./names.js";
import { documentAddress } from "./requests.js";
import { textNodes } from "./text.js";
import { clock, fileSize, fullDate } from "./time.js";
import { say } from "./words.js";

/**
 * @param {Object} message the Bot API's Message.
 * @param {{me: number, isGroup: boolean, startsRun: boolean, endsRun: boolean}} context who looks, and whether others
 *     wrote around it.
 */
export function messageElement(message, context) {
    const service = serviceText(message);
    if (service !== null) return serviceElement(message, service);
    const isOwn = message.from?.id === context.me;
    const classes = [
        "message", isOwn && "own", context.isGroup && !isOwn && "others", context.startsRun && "first",
        context.endsRun && "last"
    ];
    return make(
        "article",
        {
            class: classes.filter(Boolean).join(" "),
            "data-message-id": message.message_id,
            "data-key": "m" + message.message_id,
            tabindex: "-1"
        },
        make(
            "div",
            {class: "bubble"},
            context.isGroup && !isOwn && context.endsRun ? avatar(message.from?.id ?? 0, nameOf(message.from)) : null,
            sender(message, context, isOwn),
            repliedTo(message, context),
            content(message),
            tools(message, isOwn),
        ),
        keyboard(message),
    );
}

function serviceElement(message, text) {
    return make(
        "article",
        {class: "message service", "data-message-id": message.message_id, "data-key": "m" + message.message_id},
        make("span", {dir: "auto"}, text),
    );
}

/** Shown in groups; to a screen reader always said. */
function sender(message, {isGroup, startsRun}, isOwn) {
    const isShown = isGroup && !isOwn && startsRun;
    return make(
        "div",
        {class: isShown ? "sender " + hue(message.from?.id ?? 0) : "sender spoken"},
        isOwn ? say("ownMessage") : isolated(nameOf(message.from)),
        isShown ? null : ": ",
    );
}

function repliedTo({reply_to_message: original}, {me}) {
    // The first message of a topic is what everything in it answers, as bots see it; apps show none of that.
    if (!original || original.forum_topic_created) return null;
    const name = original.from?.id === me ? say("you") : nameOf(original.from);
    return make(
        "button",
        {type: "button", class: "replied", "data-do": "jump", "data-to": original.message_id, title: say("jump")},
        make("span", {class: "replied-name"}, isolated(name)),
        make("span", {class: "replied-text", dir: "auto"}, summary(original) || say("deleted")),
    );
}

function content(message) {
    const end = meta(message);
    const parts = [];
    if (message.document) parts.push(file(message));
    if (message.rich_message) {
        const direction = message.rich_message.is_rtl ? "rtl" : "auto";
        parts.push(make("div", {class: "rich", dir: direction}, richBlocks(message.rich_message.blocks)), end);
        return parts;
    }
    const text = message.text ?? message.caption ?? "";
    const entities = message.entities ?? message.caption_entities ?? [];
    parts.push(make("div", {class: "text", dir: "auto"}, textNodes(text, entities), end));
    return parts;
}

function meta(message) {
    return make(
        "span",
        {class: "meta"},
        message.edit_date ? make("span", {class: "edited", title: fullDate(message.edit_date)}, say("edited"), " ")
                          : null,
        make(
            "time", {datetime: new Date(message.date * 1000).toISOString(), title: fullDate(message.date)},
            clock(message.date)
        ),
    );
}

function file(message) {
    const {file_name: given = "", file_size: size} = message.document;
    // Marks that turn the direction of letters would let a name look like another one.
    const name = given.replace(/[\u202A-\u202E\u2066-\u2069]/g, "") || say("file");
    return make(
        "a",
        {
            class: "document",
            href: documentAddress(message.chat.id, message.message_id),
            download: name,
            "aria-label": say("download", {name}),
        },
        make("span", {class: "document-icon"}, icon("file")),
        make(
            "span",
            {class: "document-words"},
            make("span", {class: "document-name"}, isolated(name)),
            size === undefined ? null : make("span", {class: "document-size"}, fileSize(size)),
        ),
    );
}

function tools(message, isOwn) {
    const button = (action) => make(
        "button",
        {type: "button", "data-do": action, "data-testid": action, "aria-label": say(action), title: say(action)},
        icon(action),
    );
    return make("div", {class: "tools"}, button("reply"), isOwn && message.text !== undefined ? button("edit") : null);
}
