// Who one is and where, as the address of the page says: two tabs are two people.

/** @returns {{person: number|null, chat: number|null, thread: number}} thread 0 is a chat itself. */
export function readPlace(fragment) {
    const values = new URLSearchParams(fragment.replace(/^#/, ""));
    const number = (name) => {
        const value = values.get(name);
        return value !== null && /^-?\d+$/.test(value) ? Number(value) : null;
    };
    return {person: number("person"), chat: number("chat"), thread: number("thread") ?? 0};
}

export function writePlace({person, chat, thread}) {
    const values = new URLSearchParams();
    if (person !== null) values.set("person", person);
    if (chat !== null) values.set("chat", chat);
    if (chat !== null && thread) values.set("thread", thread);
    return "#" + values;
}
