// What the page asks the sandbox for. All addresses are relative: the page may be served below a key.
import { say } from "./words.js";

/** Does something in the sandbox. @throws an Error whose message is one sentence for the person. */
export async function perform(action, body) {
    return answer(() => fetch("page/" + action, {
                      method: "POST",
                      headers: {"Content-Type": "application/json"},
                      body: JSON.stringify(body),
                  }));
}

/** Messages before one of a chat, the oldest first, and whether there are more. */
export async function history(chatID, before, limit = 50) {
    const values = new URLSearchParams({chat_id: chatID, before, limit});
    return answer(() => fetch("page/history?" + values));
}

export function documentAddress(chatID, messageID) {
    return "page/documents?" + new URLSearchParams({chat_id: chatID, message_id: messageID});
}

async function answer(request) {
    let response;
    try {
        response = await request();
    } catch {
        throw new Error(say("noConnection"));
    }
    const content = await response.json().catch(() => null);
    if (!response.ok) throw new Error(content?.error ?? `HTTP ${response.status}`);
    return content ?? {};
}
