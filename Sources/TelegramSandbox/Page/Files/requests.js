// What the page asks the sandbox for. All addresses are relative: the page may be served below a key.
import { say, sayFailure } from "./words.js";

/** How long the sandbox may take to answer, in milliseconds. It takes a few; what takes longer does not come. */
const patience = 15_000;

/** Does something in the sandbox. @throws an Error whose message is one sentence for the person. */
export async function perform(action, body) {
    return answer((signal) => fetch("page/" + action, {
                      method: "POST",
                      headers: {"Content-Type": "application/json"},
                      body: JSON.stringify(body),
                      signal,
                  }));
}

/** Messages before one of a chat, the oldest first, and whether there are more. */
export async function history(chatID, before, limit = 50) {
    const values = new URLSearchParams({chat_id: chatID, before, limit});
    return answer((signal) => fetch("page/history?" + values, {signal}));
}

export function documentAddress(chatID, messageID) {
    return "page/documents?" + new URLSearchParams({chat_id: chatID, message_id: messageID});
}

async function answer(request) {
    const signal = AbortSignal.timeout(patience);
    let response;
    let content;
    try {
        response = await request(signal);
        content = await response.json().catch(() => null);
        signal.throwIfAborted();
    } catch {
        throw new Error(say(signal.aborted ? "noAnswer" : "noConnection"));
    }
    if (!response.ok) throw new Error((content && sayFailure(content)) ?? `HTTP ${response.status}`);
    return content ?? {};
}
