// Short words above everything: what the bot answers to a button, and what did not work.
import { make, part } from "./dom.js";
import { say } from "./words.js";

const shownFor = 5000;

/** Says something for a few seconds. @param {string} kind "bad" for what did not work. */
export function toast(text, kind = "") {
    const notice = make("div", {class: "toast " + kind, dir: "auto"}, text);
    part("toasts").append(notice);
    setTimeout(() => notice.remove(), shownFor);
}

/** Says something until it is put away. */
export function showAlert(text) {
    const dialog = make(
        "dialog",
        {class: "dialog", "data-testid": "alert", "aria-label": say("bot")},
        make("p", {dir: "auto"}, text),
        make(
            "div", {class: "dialog-buttons"},
            make("button", {type: "button", class: "primary", onclick: () => dialog.close()}, say("ok"))
        ),
    );
    showDialog(dialog);
}

/** Shows a dialog; it is gone when it is closed. */
export function showDialog(dialog) {
    dialog.addEventListener("close", () => dialog.remove());
    dialog.addEventListener("click", (event) => {
        if (event.target === dialog) dialog.close(); // beside it
    });
    document.body.append(dialog);
    dialog.showModal();
}
