// What people, chats and messages are called.
import { make } from "./dom.js";
import { plainText } from "./richtext.js";
import { say } from "./words.js";

export function nameOf(user) {
    return [user?.first_name, user?.last_name].filter(Boolean).join(" ") || user?.username || "?";
}

/** What a person calls a chat: the private one is the bot's. */
export function chatName(chat, bot) { return chat.type === "private" ? nameOf(bot) : chat.title ?? "?"; }

/** Which of the page's colours somebody has. */
export function hue(id) { return `hue-${Math.abs(id) % 7}`; }

/** A round picture: the first letter on a colour of one's own. */
export function avatar(id, name) {
    const letter = [...new Intl.Segmenter().segment(name.trim())][0]?.segment ?? "?";
    return make("span", {class: "avatar " + hue(id), "aria-hidden": "true"}, letter.toUpperCase());
}

/** A message in one line. */
export function summary(message, length = 120) {
    const text = message.text || message.caption || message.document?.file_name
        || blocksText(message.rich_message?.blocks, length) || serviceText(message) || "";
    return text.slice(0, length).replace(/\s+/g, " ").trim();
}

function blocksText(blocks, length) {
    let text = "";
    for (const block of blocks ?? []) {
        if (text.length > length) break;
        const own = block.text ?? block.summary ?? block.expression;
        text += " " + (typeof block.expression === "string" ? own : plainText(own));
        text += blocksText(block.blocks, length);
        for (const item of block.items ?? []) text += ` ${item.label ?? ""} ${blocksText(item.blocks, length)}`;
        for (const row of block.cells ?? []) text += " " + row.map((cell) => plainText(cell.text)).join(" ");
    }
    return text;
}

/** What Telegram itself says in a chat; null for messages of people and bots. */
export function serviceText(message) {
    const name = nameOf(message.from);
    if (message.forum_topic_created) return say("topicCreated", {name: message.forum_topic_created.name});
    if (message.forum_topic_edited) return say("topicEdited", {name: message.forum_topic_edited.name ?? ""});
    if (message.group_chat_created || message.supergroup_chat_created) return say("groupCreated", {name});
    if (message.new_chat_members) return say("joined", {name: message.new_chat_members.map(nameOf).join(", ")});
    if (message.left_chat_member) return say("left", {name: nameOf(message.left_chat_member)});
    const hasContent = ["text", "caption", "document", "rich_message"].some((field) => message[field] !== undefined);
    return hasContent ? null : say("service");
}
