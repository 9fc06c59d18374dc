// The conversation that is open.
import { isTouched, make, part } from "./dom.js";
import { DraftView } from "./draft.js";
import { messageElement } from "./message.js";
import { morph } from "./morph.js";
import { toast } from "./notices.js";
import { measureQuotes } from "./reading.js";
import { history } from "./requests.js";
import { Scroll } from "./scroll.js";
import { earlier, isOutside, laterOn, sliceBounds, trimmed } from "./slice.js";
import { draftsOf, messagesOf, prepend, replaceWithNewest } from "./state.js";
import { dayKey, dayName } from "./time.js";
import { say } from "./words.js";

/** Messages of one sender within so many seconds belong together. */
const runTime = 300;
/** How near the reader comes to an end before more is shown, in pixels. */
const nearness = 600;
/** How many pages of older messages are asked for to find one. */
const mostPages = 10;
const newest = 2_147_483_647;

export class Log {
    #chat = null;
    #thread = 0;
    #me = null;
    #slice = {from: null, to: null};
    /** What is on the page, by message. */
    #shown = new Map();
    #drafts = new Map();
    #unseen = 0;
    #isLoading = false;
    #list = part("log-list");
    #scroll = new Scroll(part("messages"), part("log-content"), () => this.#moved());

    constructor() { part("to-end").addEventListener("click", () => this.toEnd()); }

    /** Shows another conversation, or the same one to somebody else. */
    open(chat, thread, me) {
        if (this.#chat) this.#chat.isOpen = false;
        Object.assign(chat, {isOpen: true});
        this.#chat = chat;
        this.#thread = thread;
        this.#me = me;
        this.#slice = {from: null, to: null};
        this.#unseen = 0;
        this.clear();
        // What was said before is not news.
        part("messages").setAttribute("aria-busy", "true");
        this.#update(true);
        this.#scroll.toEnd();
        setTimeout(() => part("messages").removeAttribute("aria-busy"), 500);
    }

    clear() {
        this.#shown.clear();
        this.#drafts.clear();
        this.#list.replaceChildren();
        part("drafts").replaceChildren();
    }

    close() {
        if (this.#chat) this.#chat.isOpen = false;
        this.#chat = null;
        this.clear();
    }

    /** Whether the reader sees the newest message. */
    get isAtEnd() { return this.#scroll.isPinned && this.#slice.to === null; }

    /** Takes in what changed in the chat, which may be another object by now. */
    sync(chat) {
        Object.assign(chat, {isOpen: true});
        this.#chat = chat;
        if (isOutside(messagesOf(chat, this.#thread), this.#slice))
            this.toEnd();
        else
            this.#scroll.hold(() => this.#update(false));
    }

    toEnd() {
        if (this.#chat?.later) {
            this.#loadNewest();
            return;
        }
        this.#slice = {from: null, to: null};
        if (this.#chat) this.#update(true);
        this.#scroll.toEnd();
        this.#moved();
    }

    /** Shows a message and points at it, if it is still there. */
    async jump(messageID) {
        const [chatID, thread] = [this.#chat.id, this.#thread];
        try {
            await this.#loadBackTo(messageID);
        } catch (error) {
            toast(say("notDone", {error: error.message}), "bad");
            return;
        }
        if (this.#chat?.id !== chatID || this.#thread !== thread) return;
        const messages = messagesOf(this.#chat, this.#thread);
        const index = messages.findIndex(({message_id: id}) => id === messageID);
        if (index < 0) {
            toast(say(this.#isBefore(messageID) ? "tooFarBack" : "deleted"));
            return;
        }
        const [start, end] = sliceBounds(messages, this.#slice);
        if (index < start || index >= end) {
            this.#slice = {
                from: messages[Math.max(0, index - 20)].message_id,
                to: messages[Math.min(messages.length - 1, index + 60)].message_id
            };
            this.#update(true);
        }
        this.#scroll.isPinned = false;
        const {node} = this.#shown.get(messageID);
        node.scrollIntoView({block: "center"});
        node.focus({preventScroll: true});
        node.classList.add("pointed");
        setTimeout(() => node.classList.remove("pointed"), 1600);
    }

    /** Whether a message, if it is there, is older than those that are known. */
    #isBefore(messageID) { return this.#chat.more && messageID < (this.#chat.messages[0]?.message_id ?? newest); }

    async #loadBackTo(messageID) {
        if (!this.#isBefore(messageID)) return;
        const {id: chatID} = this.#chat;
        this.#isLoading = true;
        try {
            for (let pages = 0; pages < mostPages && this.#isBefore(messageID); pages += 1) {
                const before = this.#chat.messages[0]?.message_id ?? newest;
                const page = await history(chatID, before);
                if (this.#chat?.id !== chatID) return;
                // Others may have gone meanwhile, or come.
                if ((this.#chat.messages[0]?.message_id ?? newest) !== before) continue;
                prepend(this.#chat, page.messages, page.more && page.messages.length > 0);
            }
        } finally {
            this.#isLoading = false;
        }
        const messages = messagesOf(this.#chat, this.#thread);
        this.#slice = this.#ended(this.#slice, messages);
        this.#scroll.hold(() => this.#update(false));
    }

    #update(isReset) {
        const messages = messagesOf(this.#chat, this.#thread);
        if (!isReset) this.#slice = trimmed(messages, this.#slice, this.#scroll.isPinned);
        const [start, end] = sliceBounds(messages, this.#slice);
        if (!isReset && this.#slice.from === null && start > 0 && !this.#scroll.isPinned) {
            this.#slice.from = messages[start].message_id;
        }
        this.#showMessages(messages, start, end, isReset);
        this.#showDrafts(this.#slice.to === null ? draftsOf(this.#chat, this.#thread) : []);
        part("earlier").hidden = start === 0 && !this.#chat.more;
        part("welcome").hidden = messages.length > 0 || this.#drafts.size > 0 || this.#chat.more;
    }

    #showMessages(messages, start, end, isReset) {
        const wanted = new Set();
        let place = this.#list.firstChild;
        const put = (node) => {
            if (node === place) place = place.nextSibling;
            else this.#list.insertBefore(node, place);
            wanted.add(node);
        };
        for (let index = start; index < end; index += 1) {
            const message = messages[index];
            const previous = index > start ? messages[index - 1] : null;
            if (!previous || dayKey(previous.date) !== dayKey(message.date)) put(this.#daySeparator(message));
            put(this.#messageNode(message, previous, messages[index + 1], isReset));
        }
        for (const [id, {node}] of this.#shown)
            if (!wanted.has(node)) this.#shown.delete(id);
        for (const node of [...this.#list.children])
            if (!wanted.has(node)) node.remove();
    }

    #daySeparator(message) {
        const key = "day" + dayKey(message.date);
        const found = [...this.#list.querySelectorAll(":scope > .day")].find((node) => node.dataset.key === key);
        if (found) return found;
        return make("div", {class: "day", "data-key": key}, make("span", {}, dayName(message.date)));
    }

    #messageNode(message, previous, next, isReset) {
        const context = {
            me: this.#me,
            isGroup: this.#chat.type !== "private",
            startsRun: !belongTogether(previous, message),
            endsRun: !belongTogether(message, next),
        };
        const look = `${context.startsRun} ${context.endsRun}`;
        const known = this.#shown.get(message.message_id);
        if (known && known.message === message && known.look === look) return known.node;
        const fresh = messageElement(message, context);
        if (known) {
            // An edit is shown, not read out: the bot may make one every second.
            known.node.setAttribute("aria-live", "off");
            fresh.setAttribute("aria-live", "off");
            morph(known.node, fresh);
            Object.assign(known, {message, look});
            measureQuotes(known.node);
            return known.node;
        }
        if (!isReset && this.#drafts.size === 0) fresh.classList.add("appearing");
        if (!isReset && !this.#scroll.isPinned && message.from?.id !== this.#me && !next) this.#unseen += 1;
        this.#shown.set(message.message_id, {node: fresh, message, look});
        queueMicrotask(() => measureQuotes(fresh));
        return fresh;
    }

    #showDrafts(drafts) {
        const area = part("drafts");
        const wanted = new Set();
        for (const draft of drafts) {
            const key = `${draft.message_thread_id ?? 0}-${draft.draft_id}`;
            wanted.add(key);
            const known = this.#drafts.get(key);
            if (known) {
                known.update(draft);
            } else {
                const view = new DraftView(draft);
                this.#drafts.set(key, view);
                area.append(view.element);
            }
        }
        for (const [key, view] of this.#drafts) {
            if (wanted.has(key)) continue;
            const hadFocus = view.element.contains(document.activeElement);
            view.element.remove();
            if (hadFocus && !isTouched()) part("composer-text").focus({preventScroll: true});
            this.#drafts.delete(key);
        }
    }

    #moved() {
        if (!this.#chat) return;
        if (this.isAtEnd) this.#unseen = 0;
        const button = part("to-end");
        button.hidden = this.isAtEnd;
        part("to-end-count").textContent = this.#unseen > 0 ? String(this.#unseen) : "";
        part("to-end-count").hidden = this.#unseen === 0;
        if (this.#isLoading || this.#scroll.isPinned && this.#scroll.distanceToEnd > 0) return;
        if (this.#scroll.distanceToStart < nearness && !part("earlier").hidden && !this.#isFitting())
            this.loadEarlier();
        else if (this.#scroll.distanceToEnd < nearness && this.#slice.to !== null)
            this.#loadLater();
    }

    /** Whether there is nothing to scroll, so that being at the beginning says nothing. */
    #isFitting() {
        const area = part("messages");
        return area.scrollHeight <= area.clientHeight + 1;
    }

    async loadEarlier() {
        if (this.#isLoading || !this.#chat) return;
        const [chat, thread] = [this.#chat, this.#thread];
        const start = () => sliceBounds(messagesOf(chat, thread), this.#slice)[0];
        this.#isLoading = true;
        try {
            // Those of other topics are skipped, so it may take a few.
            for (let tries = 0; tries < 5 && start() === 0 && chat.more; tries += 1) {
                const page = await history(chat.id, chat.messages[0]?.message_id ?? newest);
                if (chat !== this.#chat || thread !== this.#thread) return;
                const isPinnedSlice = this.#slice.from === null;
                if (isPinnedSlice) this.#slice.from = messagesOf(chat, thread)[start()]?.message_id ?? null;
                prepend(chat, page.messages, page.more && page.messages.length > 0);
            }
            if (start() > 0) {
                const messages = messagesOf(chat, thread);
                this.#slice = this.#ended(earlier(messages, this.#slice), messages);
            }
            this.#scroll.hold(() => this.#update(true));
        } catch (error) {
            toast(say("notDone", {error: error.message}), "bad");
        } finally {
            this.#isLoading = false;
        }
    }

    #loadLater() {
        const messages = messagesOf(this.#chat, this.#thread);
        if (this.#chat.later && sliceBounds(messages, this.#slice)[1] === messages.length) {
            this.#loadNewest();
            return;
        }
        this.#slice = this.#ended(laterOn(messages, this.#slice), messages);
        this.#scroll.hold(() => this.#update(true));
    }

    /** The end of what is known is not the end of the chat where newer messages are not kept. */
    #ended(slice, messages) {
        return this.#chat.later && slice.to === null ? {...slice, to: messages.at(-1)?.message_id ?? null} : slice;
    }

    async #loadNewest() {
        const chat = this.#chat;
        this.#isLoading = true;
        try {
            const page = await history(chat.id, newest);
            replaceWithNewest(chat, page.messages, page.more);
        } catch (error) {
            toast(say("notDone", {error: error.message}), "bad");
        } finally {
            this.#isLoading = false;
        }
        if (chat === this.#chat && !chat.later) this.toEnd();
    }
}

function belongTogether(one, other) {
    if (!one || !other) return false;
    return one.from?.id === other.from?.id && Math.abs(other.date - one.date) < runTime
        && dayKey(one.date) === dayKey(other.date);
}
