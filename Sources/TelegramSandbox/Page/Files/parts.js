// What looks alike in texts with entities and in rich messages. None of it listens: `reading.js` does, for all of them.
import { icon, make } from "./dom.js";
import { say } from "./words.js";

/** Covered until it is pressed. */
export function spoiler(content) {
    return make(
        "span", {class: "spoiler", role: "button", tabindex: "0", "aria-label": say("hidden"), "data-do": "uncover"},
        content
    );
}

export function codeBlock(content, language) {
    return make(
        "div",
        {class: "code"},
        make(
            "div",
            {class: "code-bar"},
            make("span", {class: "code-language"}, language ? make("bdi", {}, language) : null),
            make(
                "button",
                {
                    type: "button",
                    class: "copy",
                    "data-testid": "copy",
                    "data-do": "copy",
                    "aria-label": say("copyCode"),
                    title: say("copyCode")
                },
                icon("copy"),
                make("span", {class: "copy-word"}, say("copy")),
            ),
        ),
        make("pre", {dir: "auto", tabindex: "-1"}, make("code", {}, content)),
    );
}

/** A quote of which only the beginning is seen until it is unfolded. */
export function expandableQuote(...content) {
    return make(
        "blockquote",
        {class: "quote expandable", "data-do": "unfold"},
        make("div", {class: "fold"}, content),
        make(
            "button", {
                type: "button",
                class: "unfold",
                "data-do": "unfold",
                "aria-expanded": "false",
                "aria-label": say("unfold")
            },
            icon("down")
        ),
    );
}

/** What looks like a link and isn't one: a mention, a hashtag. */
export function marked(content) { return make("span", {class: "entity"}, content); }

/** A command that is sent when it is pressed. */
export function command(text, content) {
    return make(
        "button", {type: "button", class: "entity command", "data-do": "command", "data-command": text}, content
    );
}
