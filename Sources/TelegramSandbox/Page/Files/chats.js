// The chats of a person.
import { make, part } from "./dom.js";
import { morphChildren } from "./morph.js";
import { avatar, chatName, nameOf, summary } from "./names.js";
import { actionOf, chatsOf, draftsOf, isMember, latestMessage, messagesOf, otherGroups } from "./state.js";
import { shortDate } from "./time.js";
import { unreadCount } from "./unread.js";
import { say } from "./words.js";

/** @param {{person: number, chat: number|null, thread: number}} place who looks, and what is open. */
export function showChats(state, place, now) {
    const list = part("chats");
    const focused = list.contains(document.activeElement) ? document.activeElement : null;
    const chats = [...chatsOf(state, place.person), ...otherGroups(state, place.person)];
    morphChildren(list, make("ul", {}, chats.map((chat) => chatItem(state, chat, place, now))));
    if (focused?.isConnected && document.activeElement !== focused) focused.focus();
}

function chatItem(state, chat, place, now) {
    const name = chatName(chat, state.bot);
    const isOwn = isMember(chat, place.person);
    const hasTopics = chat.is_forum || chat.topics.length > 0;
    return make(
        "li",
        {"data-key": chat.id},
        make(
            "button",
            {
                type: "button",
                class: "chat",
                "data-chat-id": chat.id,
                "aria-current": chat.id === place.chat && !place.thread ? "true" : null,
            },
            avatar(chat.type === "private" ? state.bot?.id ?? 0 : chat.id, name),
            make(
                "span",
                {class: "chat-words"},
                make(
                    "span", {class: "chat-line"}, make("bdi", {class: "chat-name"}, name), timeOf(latestMessage(chat))
                ),
                make(
                    "span", {class: "chat-line"}, preview(state, chat, place, now),
                    isOwn ? badge(unreadCount(place.person, chat, 0)) : null
                ),
            ),
        ),
        hasTopics ? make(
                        "ul", {class: "topics"}, chat.topics.map((topic) => topicItem(chat, topic, place, isOwn)),
                        chat.is_forum && isOwn ? topicForm(chat) : null
                    )
                  : null,
    );
}

function timeOf(message) { return message ? make("time", {class: "chat-time"}, shortDate(message.date)) : null; }

function badge(count) {
    return count > 0 ? make("span", {class: "badge", "aria-label": say("unread", {count})}, String(count)) : null;
}

function preview(state, chat, place, now) {
    if (!isMember(chat, place.person)) return make("span", {class: "chat-preview"}, say("stranger"));
    const isBusy = actionOf(chat, 0, now) || draftsOf(chat, 0).length > 0;
    if (isBusy) return make("span", {class: "chat-preview busy"}, say("typing"));
    const message = chat.topics.length > 0 ? messagesOf(chat, 0).at(-1) : latestMessage(chat);
    if (!message) return make("span", {class: "chat-preview"}, say("noMessages"));
    const isOwn = message.from?.id === place.person;
    const author = isOwn ? say("you") : chat.type === "private" ? null : nameOf(message.from);
    return make(
        "span",
        {class: "chat-preview", dir: "auto"},
        author ? make("span", {class: "chat-author"}, make("bdi", {}, author), ": ") : null,
        summary(message, 80),
    );
}

function topicItem(chat, topic, place, isOwn) {
    const isOpen = chat.id === place.chat && topic.message_thread_id === place.thread;
    return make(
        "li",
        {"data-key": topic.message_thread_id},
        make(
            "button",
            {
                type: "button",
                class: "topic",
                "data-chat-id": chat.id,
                "data-thread-id": topic.message_thread_id,
                "aria-current": isOpen ? "true" : null,
            },
            make("span", {class: "topic-mark", "aria-hidden": "true"}, "#"),
            make("bdi", {class: "chat-name"}, topic.name),
            isOwn ? badge(unreadCount(place.person, chat, topic.message_thread_id)) : null,
        ),
    );
}

function topicForm(chat) {
    return make(
        "li",
        {"data-key": "new"},
        make(
            "button", {type: "button", class: "topic new", "data-new-topic": chat.id, "data-testid": "new-topic"}, "+ ",
            say("newTopic")
        ),
    );
}
