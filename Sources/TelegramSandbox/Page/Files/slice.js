// Which of many messages are on the page. Knows nothing of the page.

/** How many come at first, how many more at either end, and how many there are at most. */
export const [first, step, most] = [60, 50, 200];

/**
 * @param {Object[]} messages all that are known, the oldest first.
 * @param {{from: number|null, to: number|null}} slice the oldest and the newest that are shown; null: the end of what
 *     is known.
 * @returns {[number, number]} the index of the first, and the one after the last.
 */
export function sliceBounds(messages, {from, to}) {
    const end = to === null ? messages.length : after(messages, to);
    const start = from === null ? Math.max(0, end - first) : before(messages, from);
    return [Math.min(start, end), end];
}

/** Whether none of what was shown is known any more, because other messages came in place of it. */
export function isOutside(messages, {from, to}) {
    if (from === null && to === null) return false;
    if (messages.length === 0) return true;
    return from !== null && messages.at(-1).message_id < from || to !== null && messages[0].message_id > to;
}

/** The slice with so many more before it; what is too many goes at its end. */
export function earlier(messages, slice) {
    const [start, end] = sliceBounds(messages, slice);
    const newStart = Math.max(0, start - step);
    const newEnd = Math.min(end, newStart + most);
    return bounded(messages, newStart, newEnd, slice.to === null && newEnd === messages.length);
}

/** The slice with so many more after it; what is too many goes at its beginning. */
export function laterOn(messages, slice) {
    const [start, end] = sliceBounds(messages, slice);
    const newEnd = Math.min(messages.length, end + step);
    return bounded(messages, Math.max(start, newEnd - most), newEnd, newEnd === messages.length);
}

/** The slice without what is too many, at the end where the reader is not. */
export function trimmed(messages, slice, isAtEnd) {
    const [start, end] = sliceBounds(messages, slice);
    if (end - start <= most) return slice;
    if (isAtEnd) return bounded(messages, end - Math.floor(most * 0.6), end, slice.to === null);
    return bounded(messages, start, start + most, false);
}

function bounded(messages, start, end, isOpen) {
    return {from: messages[start]?.message_id ?? null, to: isOpen ? null : messages[end - 1]?.message_id ?? null};
}

function before(messages, id) {
    const index = messages.findIndex((message) => message.message_id >= id);
    return index < 0 ? messages.length : index;
}

function after(messages, id) {
    for (let index = messages.length; index > 0; index -= 1)
        if (messages[index - 1].message_id <= id) return index;
    return 0;
}
