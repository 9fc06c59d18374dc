// The bot's commands, offered to whoever begins one.
import { make, part } from "./dom.js";
import { say } from "./words.js";

export class Suggestions {
    #commands = [];
    #chosen = 0;
    #onChoice;
    #field = part("composer-text");
    #list = part("suggestions");

    /** @param {function(string)} onChoice a command, with its slash. */
    constructor(onChoice) {
        this.#onChoice = onChoice;
        this.#list.addEventListener("mousedown", (event) => event.preventDefault()); // the field keeps the focus
        this.#list.addEventListener("click", (event) => {
            const option = event.target.closest("[data-command]");
            if (option) this.#choose(option.dataset.command);
        });
    }

    get isOpen() { return !this.#list.hidden; }

    /** Shows those that begin with what is written. */
    update(text, commands) {
        const begun = /^\/(\w*)$/.exec(text)?.[1].toLowerCase();
        this.#commands = begun === undefined ? [] : commands.filter(({command}) => command.startsWith(begun));
        this.#chosen = 0;
        this.#show();
    }

    close() {
        this.#commands = [];
        this.#show();
    }

    /** Takes a key if it is meant for the list. @returns {boolean} whether it was. */
    key(event) {
        if (!this.isOpen) return false;
        const count = this.#commands.length;
        switch (event.key) {
        case "ArrowDown": this.#chosen = (this.#chosen + 1) % count; break;
        case "ArrowUp": this.#chosen = (this.#chosen + count - 1) % count; break;
        case "Escape": this.close(); return true;
        case "Enter": this.#choose("/" + this.#commands[this.#chosen].command); return true;
        case "Tab":
            if (event.shiftKey) return false;
            this.#field.value = `/${this.#commands[this.#chosen].command} `;
            this.close();
            return true;
        default: return false;
        }
        this.#show();
        return true;
    }

    #choose(command) {
        this.close();
        this.#onChoice(command);
    }

    #show() {
        const isOpen = this.#commands.length > 0;
        this.#list.hidden = !isOpen;
        this.#list.setAttribute("aria-label", say("commands"));
        this.#field.setAttribute("aria-expanded", String(isOpen));
        if (isOpen)
            this.#field.setAttribute("aria-activedescendant", "suggestion-" + this.#chosen);
        else
            this.#field.removeAttribute("aria-activedescendant");
        this.#list.replaceChildren(...this.#commands.map(
            ({command, description}, index) => make(
                "div",
                {
                    role: "option",
                    id: "suggestion-" + index,
                    class: "suggestion",
                    "data-command": "/" + command,
                    "aria-selected": String(index === this.#chosen),
                },
                make("span", {class: "suggestion-command"}, "/" + command),
                make("span", {class: "suggestion-words", dir: "auto"}, description),
            )
        ));
        this.#list.children[this.#chosen]?.scrollIntoView({block: "nearest"});
    }
}
