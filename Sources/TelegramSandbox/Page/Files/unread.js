// What a person has not seen yet.
import { readMarks, setReadMarks } from "./preferences.js";
import { chatsOf, latestMessage, messagesOf } from "./state.js";

const marks = readMarks();

function key(personID, chatID, thread) { return `${personID}/${chatID}/${thread}`; }

/** The person has seen all of it. */
export function markRead(personID, chat, thread) {
    const last = messagesOf(chat, thread).at(-1)?.message_id ?? 0;
    const name = key(personID, chat.id, thread);
    if ((marks.get(name) ?? -1) >= last) return;
    marks.set(name, last);
    setReadMarks(marks);
}

/** What is there when the page comes counts as seen, unless this tab remembers otherwise. */
export function markSeenBefore(state) {
    for (const personID of state.people.keys()) {
        for (const chat of chatsOf(state, personID)) {
            for (const thread of [0, ...chat.topics.map((topic) => topic.message_thread_id)]) {
                if (!marks.has(key(personID, chat.id, thread))) markRead(personID, chat, thread);
            }
        }
    }
}

/** A sandbox that was started anew counts from the beginning: marks beyond its newest message are the old one's. */
export function dropOldMarks(state) {
    for (const [name, mark] of marks) {
        const chat = state.chats.get(Number(name.split("/")[1]));
        const newest = chat ? Math.max(latestMessage(chat)?.message_id ?? 0, chat.messages.at(-1)?.message_id ?? 0) : 0;
        if (newest === 0)
            marks.delete(name);
        else if (mark > newest)
            marks.set(name, newest);
    }
    setReadMarks(marks);
}

/** How many messages of others the person has not seen. */
export function unreadCount(personID, chat, thread) {
    const mark = marks.get(key(personID, chat.id, thread)) ?? 0;
    const messages = messagesOf(chat, thread);
    let count = 0;
    for (let index = messages.length - 1; index >= 0 && messages[index].message_id > mark; index -= 1) {
        if (messages[index].from?.id !== personID) count += 1;
    }
    return count;
}
