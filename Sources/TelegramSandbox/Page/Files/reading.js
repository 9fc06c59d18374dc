// What a reader can do with a message: uncover, unfold, copy, go to another place in it. One listener for all messages.
import { toast } from "./notices.js";
import { say } from "./words.js";

const actions = {
    uncover,
    unfold,
    copy,
    "copy-text": copyText,
    anchor: goToAnchor
};

/** Does what was pressed, if it is about reading. @returns {boolean} whether it was. */
export function read(element) {
    const action = actions[element.dataset.do];
    if (!action) return false;
    action(element);
    return true;
}

/** All that is covered in a message is uncovered at once, as in Telegram. */
function uncover(element) {
    for (const spoiler of element.closest("article").querySelectorAll(".spoiler")) {
        spoiler.dataset.touched = "";
        spoiler.classList.add("uncovered");
        for (const name of ["role", "aria-label", "data-do", "tabindex"]) spoiler.removeAttribute(name);
    }
}

function unfold(element) {
    const quote = element.closest(".expandable");
    if (quote.classList.contains("short")) return;
    const button = quote.querySelector(":scope > .unfold");
    const isOpen = quote.classList.contains("open");
    // Its text can be selected when it is open; only the button folds it again.
    if (isOpen && element !== button) return;
    quote.dataset.touched = "";
    button.dataset.touched = "";
    quote.classList.toggle("open", !isOpen);
    button.setAttribute("aria-expanded", String(!isOpen));
    button.setAttribute("aria-label", say(isOpen ? "unfold" : "fold"));
}

/** Quotes that are short enough have nothing to unfold. */
export function measureQuotes(root) {
    for (const quote of root.querySelectorAll(".expandable:not([data-touched])")) {
        const fold = quote.querySelector(":scope > .fold");
        quote.classList.toggle("short", fold.scrollHeight <= fold.clientHeight + 2);
    }
}

async function copy(element) {
    if (!await write(element.closest(".code").querySelector("code").textContent)) return;
    const word = element.querySelector(".copy-word");
    element.classList.add("done");
    word.textContent = say("copied");
    setTimeout(() => {
        element.classList.remove("done");
        word.textContent = say("copy");
    }, 2000);
}

async function copyText(element) {
    if (await write(element.dataset.text)) toast(say("copied"));
}

async function write(text) {
    try {
        await navigator.clipboard.writeText(text);
        return true;
    } catch {
        if (writeBySelection(text)) return true;
        toast(say("notCopied"), "bad");
        return false;
    }
}

/** Over plain HTTP from another computer browsers have no clipboard but this one. */
function writeBySelection(text) {
    const area = document.createElement("textarea");
    const focused = document.activeElement;
    area.value = text;
    area.className = "spoken";
    document.body.append(area);
    area.select();
    const isDone = document.execCommand("copy");
    area.remove();
    focused?.focus();
    return isDone;
}

function goToAnchor(element) {
    const article = element.closest("article");
    const name = element.dataset.to;
    const target = name === ""
        ? article
        : [...article.querySelectorAll("[data-anchor]")].find((anchor) => anchor.dataset.anchor === name);
    if (!target) return;
    for (let details = target.closest("details"); details; details = details.parentElement.closest("details"))
        details.open = true;
    target.scrollIntoView({block: "start", behavior: "smooth"});
}
