// What a person has not seen yet.
import { readMarks, setReadMarks } from "./preferences.js";
import { chatsOf, messagesOf } from "./state.js";

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
