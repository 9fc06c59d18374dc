// What a chat says before anything was written in it.
import { isTouched, make, part } from "./dom.js";
import { say } from "./words.js";

const examples = ["tryOne", "tryTwo", "tryThree", "tryFour"];

export function showWelcome(chat) {
    const isPrivate = chat.type === "private";
    part("welcome").replaceChildren(
        make("h2", {}, say("welcome")),
        make("p", {}, say("welcomeText")),
        isPrivate ? make(
                        "button", {
                            type: "button",
                            class: "primary start",
                            "data-do": "command",
                            "data-command": "/start",
                            "data-testid": "start"
                        },
                        say("start")
                    )
                  : "",
        make("p", {}, say("welcomeTry")),
        make(
            "div",
            {class: "examples"},
            examples.map(
                (key) => make(
                    "button", {type: "button", "data-do": "say", "data-text": say(key), dir: "auto"}, say(key)
                )
            ),
        ),
        make("p", {class: "tips"}, say(isTouched() ? "tipsTouch" : "tips")),
    );
}
