// Where one writes.
import { part } from "./dom.js";
import { nameOf, summary } from "./names.js";
import { perform } from "./requests.js";
import { Suggestions } from "./suggestions.js";
import { say } from "./words.js";

export class Composer {
    #place = null;
    #context = null;
    #reply = null;
    #edited = null;
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
        if (this.#place)
            this.#begun.set(keyOf(this.#place), {text: this.#field.value, reply: this.#reply, edited: this.#edited});
        const isSame = this.#place && place && keyOf(this.#place) === keyOf(place);
        this.#place = place;
        if (isSame) return;
        const begun = place ? this.#begun.get(keyOf(place)) : null;
        this.#field.value = begun?.text ?? "";
        this.#reply = begun?.reply ?? null;
        this.#edited = begun?.edited ?? null;
        this.#fail("");
        this.update();
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
        this.#typed();
    }

    focus() { this.#field.focus({preventScroll: true}); }

    reply(message) {
        if (this.#edited) this.#field.value = "";
        this.#reply = message;
        this.#edited = null;
        this.update();
        this.focus();
    }

    edit(message) {
        this.#edited = message;
        this.#reply = null;
        this.#field.value = message.text ?? "";
        this.update();
        this.focus();
        this.#field.setSelectionRange(this.#field.value.length, this.#field.value.length);
    }

    /** Neither an answer nor an edit after all. */
    cancel() {
        if (this.#edited) this.#field.value = "";
        this.#reply = null;
        this.#edited = null;
        this.#fail("");
        this.update();
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
        this.#field.value = "";
        this.#reply = null;
        this.#edited = null;
        this.#fail("");
        this.update();
        const restore = (rest) => this.#restore(place, rest, reply, edited);
        if (edited)
            this.#change(edited, text.trim(), place, () => restore(text));
        else
            this.#deliver(text.trim(), reply, place, () => restore(text));
    }

    async #deliver(text, reply, {person, chat, thread}, restore) {
        const body = {chat_id: chat, from: person, text};
        if (thread) body.message_thread_id = thread;
        if (reply) body.reply_to_message_id = reply.message_id;
        this.#context.sent();
        try {
            await perform("messages", body);
        } catch (error) {
            restore();
            this.#fail(say("notSent", {error: error.message}));
        }
    }

    async #change(message, text, {person, chat}, restore) {
        if (text === message.text) return;
        try {
            await perform("edits", {chat_id: chat, from: person, message_id: message.message_id, text});
        } catch (error) {
            restore();
            this.#fail(say("notSent", {error: error.message}));
        }
    }

    /** What could not be sent comes back, before what was written meanwhile. */
    #restore(place, text, reply, edited) {
        if (!this.#place || keyOf(this.#place) !== keyOf(place)) {
            this.#begun.set(keyOf(place), {text, reply, edited});
            return;
        }
        this.#field.value = [text, this.#field.value].filter((part) => part !== "").join("\n");
        this.#reply ??= reply;
        this.#edited ??= edited;
        this.update();
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
        if (event.key === "Enter" && !event.shiftKey) {
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

function keyOf({person, chat, thread}) { return `${person}/${chat}/${thread}`; }
