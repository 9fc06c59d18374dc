// Where one writes.
import { isTouched, part } from "./dom.js";
import { nameOf, summary } from "./names.js";
import { toast } from "./notices.js";
import { perform } from "./requests.js";
import { Suggestions } from "./suggestions.js";
import { say } from "./words.js";

export class Composer {
    #place = null;
    #context = null;
    #reply = null;
    #edited = null;
    /** What was begun before an edit came between: text and answered message. */
    #kept = null;
    /** What was begun in other chats. */
    #begun = new Map();
    #field = part("composer-text");
    #suggestions = new Suggestions((command) => this.send(this.#addressed(command)));

    /**
     * @param {Object} context `lastOwn()`: the message that ↑ edits; `commands()`; `bot()`; `sent()`: something goes
     *     off.
     */
    constructor(context) {
        this.#context = context;
        part("composer").addEventListener("submit", (event) => {
            event.preventDefault();
            this.#submit();
        });
        this.#field.addEventListener("input", () => this.#typed());
        this.#field.addEventListener("keydown", (event) => this.#key(event));
        part("composer-cancel").addEventListener("click", () => this.cancel());
        part("command-menu").addEventListener("click", () => this.#toggleCommands());
    }

    /** @param {{person, chat, thread, isGroup}|null} place where what is written goes. */
    open(place) {
        if (this.#place) this.#begun.set(keyOf(this.#place), this.#writing());
        const isSame = this.#place && place && keyOf(this.#place) === keyOf(place);
        this.#place = place;
        if (isSame) return;
        this.#fail("");
        this.#write(place && this.#begun.get(keyOf(place)) || nothing);
    }

    #writing() { return {text: this.#field.value, reply: this.#reply, edited: this.#edited, kept: this.#kept}; }

    #write({text, reply = null, edited = null, kept = null}) {
        this.#field.value = text;
        this.#reply = reply;
        this.#edited = edited;
        this.#kept = kept;
        this.update();
    }

    /**
     * Whoever can't write is told why, where the field would be.
     * @param {string|null} hindrance what stands there: "blocked", "stranger".
     */
    hinder(hindrance) {
        for (const id of ["blocked", "stranger"]) part(id).hidden = id !== hindrance;
        const form = part("composer");
        if (form.hidden === (hindrance !== null)) return;
        form.hidden = hindrance !== null;
        this.#fail("");
    }

    /** Shows what depends on the language, the commands, or what is answered. */
    update() {
        const about = this.#edited ?? this.#reply;
        part("composer-about").hidden = !about;
        if (about) {
            part("composer-about-title").textContent
                = this.#edited ? say("editing") : say("replyTo", {name: nameOf(about.from)});
            part("composer-about-text").textContent = summary(about);
        }
        part("command-menu").hidden = this.#context.commands().length === 0;
        this.#field.setAttribute("enterkeyhint", isTouched() ? "enter" : "send");
        this.#typed();
    }

    focus() { this.#field.focus({preventScroll: true}); }

    reply(message) {
        const {text} = this.#edited ? this.#kept : this.#writing();
        this.#write({text, reply: message});
        this.focus();
    }

    edit(message) {
        const kept = this.#edited ? this.#kept : {text: this.#field.value, reply: this.#reply};
        this.#write({text: message.text ?? "", edited: message, kept});
        this.focus();
        this.#field.setSelectionRange(this.#field.value.length, this.#field.value.length);
    }

    /** Neither an answer nor an edit after all. */
    cancel() {
        this.#fail("");
        this.#write(this.#edited ? this.#kept : {text: this.#field.value});
        this.focus();
    }

    /** Sends something else than what is written, which stays. */
    async send(text) {
        const isCommandBegun = /^\/\w*$/.test(this.#field.value);
        if (isCommandBegun) this.#field.value = "";
        this.#typed();
        await this.#deliver(text, null, this.#place, () => {});
    }

    /** What Escape does outside of the field. */
    cancelOrFocus() {
        if (this.#reply || this.#edited)
            this.cancel();
        else if (this.#place)
            this.focus();
    }

    #submit() {
        const text = this.#field.value;
        if (text.trim() === "" || !this.#place) return;
        const [place, reply, edited] = [this.#place, this.#reply, this.#edited];
        this.#fail("");
        this.#write(this.#kept ?? nothing);
        const restore = () => this.#restore(place, {text, reply, edited});
        if (edited)
            this.#change(edited, text.trim(), place, restore);
        else
            this.#deliver(text.trim(), reply, place, restore);
    }

    async #deliver(text, reply, place, restore) {
        const {person, chat, thread} = place;
        const body = {chat_id: chat, from: person, text};
        if (thread) body.message_thread_id = thread;
        if (reply) body.reply_to_message_id = reply.message_id;
        this.#context.sent();
        try {
            await perform("messages", body);
        } catch (error) {
            restore();
            this.#failIn(place, say("notSent", {error: error.message}));
        }
    }

    async #change(message, text, place, restore) {
        if (text === message.text) return;
        const {person, chat} = place;
        try {
            await perform("edits", {chat_id: chat, from: person, message_id: message.message_id, text});
        } catch (error) {
            restore();
            this.#failIn(place, say("notSent", {error: error.message}));
        }
    }

    /** What could not be sent comes back, before what was written meanwhile. */
    #restore(place, unsent) {
        const key = keyOf(place);
        if (this.#isAt(place))
            this.#write(joined(unsent, this.#writing()));
        else
            this.#begun.set(key, joined(unsent, this.#begun.get(key) ?? nothing));
    }

    #isAt(place) { return this.#place !== null && keyOf(this.#place) === keyOf(place); }

    /** Says beside the field what went wrong in its chat; what went wrong in another one, above everything. */
    #failIn(place, text) {
        if (this.#isAt(place) && !part("composer").hidden)
            this.#fail(text);
        else
            toast(text, "bad");
    }

    #fail(text) {
        part("composer-error").textContent = text;
        part("composer-error").hidden = text === "";
    }

    #typed() {
        part("send").disabled = this.#field.value.trim() === "";
        // Browsers that don't size the field by its content count lines.
        if (!CSS.supports("field-sizing", "content"))
            this.#field.rows = Math.min(8, this.#field.value.split("\n").length);
        this.#suggestions.update(this.#field.value, this.#context.commands());
    }

    #key(event) {
        if (event.isComposing) return;
        if (this.#suggestions.key(event)) {
            event.preventDefault();
            return;
        }
        // A keyboard on the screen has no other way to break a line, and the button is at hand.
        if (event.key === "Enter" && !event.shiftKey && !isTouched()) {
            event.preventDefault();
            this.#submit();
        } else if (event.key === "Escape" && (this.#reply || this.#edited)) {
            event.preventDefault();
            event.stopPropagation();
            this.cancel();
        } else if (event.key === "ArrowUp" && this.#field.value === "" && !event.shiftKey) {
            const last = this.#context.lastOwn();
            if (!last) return;
            event.preventDefault();
            this.edit(last);
        }
    }

    #toggleCommands() {
        if (this.#field.value === "/")
            this.#field.value = "";
        else if (this.#field.value === "")
            this.#field.value = "/";
        this.#typed();
        this.focus();
    }

    /** In a group a command names its bot. */
    #addressed(command) {
        const {username} = this.#context.bot() ?? {};
        return this.#place?.isGroup && username ? `${command}@${username}` : command;
    }
}

const nothing = {text: "", reply: null, edited: null, kept: null};

/** What could not be sent together with what was begun since; nothing of either is lost. */
function joined(unsent, begun) {
    const lines = (...texts) => texts.filter((text) => text !== "").join("\n");
    if (unsent.edited && !begun.edited) return {...unsent, kept: {text: begun.text, reply: begun.reply}};
    if (!begun.edited) return {...begun, text: lines(unsent.text, begun.text), reply: begun.reply ?? unsent.reply};
    const kept = {text: lines(unsent.text, begun.kept.text), reply: begun.kept.reply ?? unsent.reply};
    return {...begun, kept};
}

function keyOf({person, chat, thread}) { return `${person}/${chat}/${thread}`; }
