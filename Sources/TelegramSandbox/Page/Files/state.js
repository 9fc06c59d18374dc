// What is known of the sandbox, and what each of its events changes. Knows nothing of the page.

/** The most messages of a chat that are kept: one that is not open, and one that somebody reads. */
const [kept, keptOpen] = [200, 1000];
const keptCalls = 300;
/** How long somebody is "typing", in milliseconds. */
const actionTime = 5000;

export function emptyState() {
    return {
        isReady: false,
        bot: null,
        commands: [],
        commandsIn: {},
        people: new Map(),
        chats: new Map(),
        calls: [],
        faults: {active: []},
        panel: {figures: []},
    };
}

/**
 * Takes in an event.
 * @param {number} now the time, in Unix milliseconds.
 * @returns {string[]} what has to be shown anew: "all", "people", "chats", "chat:ID", "drafts:ID", "commands", "calls",
 *     "faults" or "panel".
 */
export function apply(state, name, data, now) {
    switch (name) {
    case "scene": return applyScene(state, data, now);
    case "person": state.people.set(data.id, data); return ["people", "chats"];
    case "chat": return applyChat(state, data, now);
    case "message": return applyMessage(state, data);
    case "edited": return replaceMessage(state, data);
    case "deleted": return deleteMessage(state, data);
    case "action": return applyAction(state, data, now);
    case "draft": return applyDraft(state, data);
    case "draft_ended": return endDraft(state, data);
    case "commands":
        state.commands = data.commands ?? [];
        state.commandsIn = data.commands_in ?? {};
        return ["commands"];
    case "call":
        state.calls.push(data);
        if (state.calls.length > keptCalls) state.calls.splice(0, state.calls.length - keptCalls);
        return ["calls"];
    case "faults": state.faults = data; return ["faults"];
    case "panel": state.panel = data; return ["panel"];
    default: return [];
    }
}

function applyScene(state, scene, now) {
    const before = state.chats;
    state.isReady = true;
    state.bot = scene.bot;
    state.commands = scene.commands ?? [];
    state.commandsIn = scene.commands_in ?? {};
    state.people = new Map((scene.people ?? []).map((person) => [person.id, person]));
    state.chats = new Map();
    for (const chat of scene.chats ?? []) {
        const entry = chatEntry(chat, now);
        keepOlder(entry, before.get(chat.id));
        state.chats.set(chat.id, entry);
    }
    state.calls = (scene.calls ?? []).slice(-keptCalls);
    state.faults = scene.faults ?? {active: []};
    state.panel = scene.panel ?? {figures: []};
    return ["all"];
}

/** After a lost connection the reader keeps what they had scrolled back to, if it goes on where the scene begins. */
function keepOlder(entry, before) {
    const first = entry.messages[0];
    if (!before || !first || before.later) return;
    const index = before.messages.findIndex(
        (message) => message.message_id === first.message_id && message.date === first.date
    );
    if (index <= 0) return;
    entry.messages = [...before.messages.slice(0, index), ...entry.messages];
    entry.more = before.more;
}

function chatEntry(chat, now) {
    const {messages = [], drafts = [], actions = [], ...rest} = chat;
    const entry = {
        members: [],
        topics: [],
        more: false,
        ...rest,
        messages: [...messages].sort((one, other) => one.message_id - other.message_id),
        later: false,
        isOpen: false,
        drafts: new Map(),
        actions: new Map(),
    };
    for (const draft of drafts) entry.drafts.set(draftKey(draft), draft);
    for (const action of actions)
        entry.actions.set(action.message_thread_id ?? 0, {...action, until: now + actionTime});
    return entry;
}

function applyChat(state, chat, now) {
    const before = state.chats.get(chat.id);
    const entry = chatEntry(chat, now);
    if (before) {
        // What an event about a chat leaves out has not changed.
        for (const name of ["members", "topics"])
            if (!(name in chat)) entry[name] = before[name];
        entry.isOpen = before.isOpen;
        if (chat.messages) {
            keepOlder(entry, before);
        } else {
            const {messages, later, more, latest} = before;
            Object.assign(entry, {messages, later, more, latest});
        }
        if (!chat.drafts) entry.drafts = before.drafts;
        if (!chat.actions) entry.actions = before.actions;
    }
    state.chats.set(chat.id, entry);
    return ["chats", "chat:" + chat.id];
}

/** The chat of an event; one of which nothing was said yet is made of what the event says. */
function chatOf(state, id, chat) {
    let entry = state.chats.get(id);
    if (!entry) {
        entry = chatEntry(
            {id, type: id > 0 ? "private" : "group", ...chat, members: id > 0 ? [id] : [...state.people.keys()]}, 0
        );
        state.chats.set(id, entry);
    }
    return entry;
}

function applyMessage(state, message) {
    const chat = chatOf(state, message.chat.id, message.chat);
    const {messages} = chat;
    if (messages.length && messages.at(-1).message_id >= message.message_id) {
        if (messages.some(({message_id: id}) => id === message.message_id)) return replaceMessage(state, message);
    }
    chat.latest = message;
    if (!chat.later) insertInOrder(messages, message);
    trim(chat);
    const topic = message.forum_topic_created;
    if (topic && message.message_thread_id
        && !chat.topics.some((known) => known.message_thread_id === message.message_thread_id)) {
        chat.topics = [...chat.topics, {message_thread_id: message.message_thread_id, name: topic.name}];
    }
    if (message.from?.id === state.bot?.id) chat.actions.delete(threadOf(chat, message));
    return ["chats", "chat:" + chat.id];
}

function insertInOrder(messages, message) {
    let index = messages.length;
    while (index > 0 && messages[index - 1].message_id > message.message_id) index -= 1;
    messages.splice(index, 0, message);
}

function trim(chat) {
    const most = chat.isOpen ? keptOpen : kept;
    if (chat.messages.length <= most) return;
    // More than one at a time, so that it is not done for each message.
    chat.messages.splice(0, chat.messages.length - Math.floor(most * 0.8));
    chat.more = true;
}

function replaceMessage(state, message) {
    const chat = state.chats.get(message.chat.id);
    const index = chat?.messages.findIndex(({message_id: id}) => id === message.message_id) ?? -1;
    if (index < 0) return [];
    chat.messages[index] = message;
    return ["chats", "chat:" + chat.id];
}

function deleteMessage(state, {chat_id: chatID, message_id: messageID}) {
    const chat = state.chats.get(chatID);
    if (!chat) return [];
    chat.messages = chat.messages.filter(({message_id: id}) => id !== messageID);
    if (chat.latest?.message_id === messageID) chat.latest = undefined;
    return ["chats", "chat:" + chatID];
}

function applyAction(state, action, now) {
    const chat = chatOf(state, action.chat_id);
    chat.actions.set(action.message_thread_id ?? 0, {...action, until: now + actionTime});
    return ["chats"];
}

function applyDraft(state, draft) {
    chatOf(state, draft.chat_id).drafts.set(draftKey(draft), draft);
    return ["drafts:" + draft.chat_id];
}

function endDraft(state, draft) {
    const chat = state.chats.get(draft.chat_id);
    if (!chat) return [];
    for (const [key, {draft_id: id}] of chat.drafts)
        if (id === draft.draft_id) chat.drafts.delete(key);
    return ["drafts:" + draft.chat_id];
}

function draftKey({message_thread_id: thread, draft_id: id}) { return `${thread ?? 0}-${id}`; }

/** Puts older messages before those of a chat. */
export function prepend(chat, messages, more) {
    const first = chat.messages[0]?.message_id ?? Infinity;
    chat.messages = [...messages.filter(({message_id: id}) => id < first), ...chat.messages];
    chat.more = more;
    if (chat.messages.length > keptOpen) {
        chat.latest = latestMessage(chat);
        chat.messages.length = keptOpen;
        chat.later = true;
    }
}

/** Puts the newest messages in place of those of a chat. */
export function replaceWithNewest(chat, messages, more) {
    Object.assign(chat, {messages, more, later: false, latest: undefined});
}

export function latestMessage(chat) { return chat.later ? chat.latest : chat.messages.at(-1); }

/** Which topic a message is in; 0 is none. */
export function threadOf(chat, message) {
    const thread = message.message_thread_id ?? 0;
    return thread && (message.is_topic_message || chat.topics.some((topic) => topic.message_thread_id === thread))
        ? thread
        : 0;
}

export function messagesOf(chat, thread) {
    if (chat.topics.length === 0 && thread === 0) return chat.messages;
    return chat.messages.filter((message) => threadOf(chat, message) === thread);
}

export function draftsOf(chat, thread) {
    return [...chat.drafts.values()].filter((draft) => (draft.message_thread_id ?? 0) === thread);
}

/** What the bot is doing there, if it still is. */
export function actionOf(chat, thread, now) {
    const action = chat.actions.get(thread);
    return action && action.until > now ? action : null;
}

/** The commands that a person is offered: those in their language, if the bot has some. */
export function commandsFor(state, personID) {
    return state.commandsIn[state.people.get(personID)?.language_code] ?? state.commands;
}

/**
 * The chats of a person, the one with the newest message first; the one with the bot is there before anything was
 * written in it.
 */
export function chatsOf(state, personID) {
    const chats = [...state.chats.values()].filter((chat) => isMember(chat, personID));
    if (personID !== null && !chats.some(({id}) => id === personID)) chats.push(emptyChat(state, personID));
    const newest = (chat) => latestMessage(chat)?.date ?? 0;
    return chats.sort((one, other) => newest(other) - newest(one) || other.id - one.id);
}

/** Whether a person is in a chat, so may write there. */
export function isMember(chat, personID) {
    return chat.type === "private" ? chat.id === personID : chat.members.includes(personID);
}

/** The groups that a person could join, the newest first. */
export function otherGroups(state, personID) {
    const isOther = (chat) => chat.type !== "private" && !isMember(chat, personID);
    return [...state.chats.values()].filter(isOther).sort((one, other) => one.id - other.id);
}

/** The chat with the bot that nobody has written in yet. */
export function emptyChat(state, personID) {
    return chatEntry({...(state.people.get(personID) ?? {}), id: personID, type: "private", members: [personID]}, 0);
}
