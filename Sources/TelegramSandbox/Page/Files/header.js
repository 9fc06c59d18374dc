// What stands above a conversation.
import { part } from "./dom.js";
import { avatar, chatName } from "./names.js";
import { actionOf, draftsOf } from "./state.js";
import { say, sayCount } from "./words.js";

/** @param {boolean} isConnected whether the sandbox is there. */
export function showHeader(state, chat, thread, isConnected, now) {
    const topic = chat?.topics.find((known) => known.message_thread_id === thread);
    const name = chat ? chatName(chat, state.bot) : say("title");
    part("chat-title").textContent = topic ? `${name} · ${topic.name}` : name;
    part(
        "chat-avatar"
    ).replaceChildren(chat ? avatar(chat.type === "private" ? state.bot?.id ?? 0 : chat.id, name) : "");
    const status = statusOf(state, chat, thread, isConnected, now);
    const line = part("status");
    if (line.textContent !== status.text) line.textContent = status.text;
    line.classList.toggle("busy", status.isBusy);
}

function statusOf(state, chat, thread, isConnected, now) {
    if (!isConnected) return {text: say("connecting"), isBusy: true};
    if (!chat) return {text: "", isBusy: false};
    const action = actionOf(chat, thread, now);
    if (action || draftsOf(chat, thread).length > 0) {
        const isFile = action?.action?.startsWith("upload_");
        if (isFile) return {text: say("sendsFile"), isBusy: true};
        const text = chat.type === "private" ? say("typing")
                                             : say("someoneTyping", {name: chatName({type: "private"}, state.bot)});
        return {text, isBusy: true};
    }
    if (chat.type === "private") return {text: say("bot"), isBusy: false};
    // The bot is one, too.
    return {text: sayCount("members", chat.members.length + 1), isBusy: false};
}
