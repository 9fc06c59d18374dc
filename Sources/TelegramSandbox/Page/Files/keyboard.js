// The buttons under a message, and the wait for the bot's answer to one that was pressed.
import { icon, make } from "./dom.js";
import { safeAddress } from "./links.js";
import { showAlert, toast } from "./notices.js";
import { perform } from "./requests.js";
import { say } from "./words.js";

/** How long a button waits for the bot's answer, in milliseconds. */
const patience = 30_000;

/** Queries without an answer: the button of each. */
const waiting = new Map();
/** Answers that came before the sandbox had said which query it made of the press. */
const early = new Map();

export function keyboard(message) {
    const rows = message.reply_markup?.inline_keyboard;
    if (!rows?.length) return null;
    return make(
        "div",
        {class: "keyboard"},
        rows.map(
            (row, rowIndex) => make(
                "div", {class: "row"}, row.map((button, column) => inlineButton(message, button, rowIndex, column))
            )
        ),
    );
}

function inlineButton(message, button, row, column) {
    const place = {"data-row": row, "data-column": column};
    const style = ["danger", "success", "primary"].includes(button.style) ? "inline " + button.style : "inline";
    const text = make("span", {dir: "auto"}, button.text);
    const address = safeAddress(button.url);
    if (address !== null) {
        return make(
            "a", {...place, class: style, href: address, target: "_blank", rel: "noopener noreferrer", title: address},
            text, icon("link")
        );
    }
    if (button.copy_text) {
        return make(
            "button",
            {...place, type: "button", class: style, "data-do": "copy-text", "data-text": button.copy_text.text}, text,
            icon("copy")
        );
    }
    const isUsable = button.callback_data !== undefined;
    const isWaiting = isUsable &&
        [...waiting.values()].some((known) => known.key === keyOf(message.chat.id, message.message_id, row, column));
    return make(
        "button",
        {
            ...place,
            type: "button",
            class: style,
            "data-do": isUsable ? "press" : null,
            disabled: !isUsable,
            "aria-busy": isWaiting ? "true" : null
        },
        text,
    );
}

function keyOf(...values) { return values.join("/"); }

/** Whether some button waits for the bot. */
export function isAnswerAwaited() { return waiting.size > 0; }

/** Tells the bot of a press; the button waits until it answers. */
export async function press(button, chatID, messageID, person) {
    if (button.getAttribute("aria-busy") === "true") return;
    const {row, column} = button.dataset;
    button.setAttribute("aria-busy", "true");
    const rest = () => document
                           .querySelectorAll(
                               `[data-message-id="${messageID}"] [data-row="${row}"][data-column="${column}"]`,
                           )
                           .forEach((element) => element.removeAttribute("aria-busy"));
    try {
        const {callback_query_id: id} = await perform("buttons", {
            chat_id: chatID,
            from: person,
            message_id: messageID,
            row: Number(row),
            column: Number(column),
        });
        const timer = setTimeout(() => {
            waiting.delete(id);
            rest();
            toast(say("expired"));
        }, patience);
        waiting.set(id, {key: keyOf(chatID, messageID, row, column), rest, timer});
        if (early.has(id)) answered(early.get(id));
    } catch (error) {
        rest();
        toast(say("notDone", {error: error.message}), "bad");
    }
}

/** The bot's answer to a press; one to a press in another tab is that tab's. */
export function answered(answer) {
    const known = waiting.get(answer.callback_query_id);
    if (!known) {
        early.set(answer.callback_query_id, answer);
        if (early.size > 20) early.delete(early.keys().next().value);
        return;
    }
    waiting.delete(answer.callback_query_id);
    early.delete(answer.callback_query_id);
    clearTimeout(known.timer);
    known.rest();
    if (!answer.text) return;
    if (answer.show_alert)
        showAlert(answer.text);
    else
        toast(answer.text);
}
