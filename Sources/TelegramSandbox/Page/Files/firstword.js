// How long it takes from a person's "send" until the first word of the answer is on the page.

let sentAt = null;
let chatID = null;

export let firstWord = null;

export function sending(chat) {
    sentAt = performance.now();
    chatID = chat;
}

/**
 * Something of the bot came to a chat. @returns {Promise<boolean>} whether it was the first word, and has been drawn.
 */
export async function arrived(chat) {
    if (sentAt === null || chat !== chatID) return false;
    const start = sentAt;
    sentAt = null;
    // The second frame begins when the first one has been drawn.
    await new Promise((resolve) => { requestAnimationFrame(() => requestAnimationFrame(resolve)); });
    firstWord = performance.now() - start;
    performance.measure("first-word", {start, end: start + firstWord});
    return true;
}
