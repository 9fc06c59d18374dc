// The bot's calls of the Bot API, the newest on top.
import { make, part } from "./dom.js";
import { exactClock } from "./time.js";
import { say } from "./words.js";

const mostShown = 150;
/** Methods that a fault may be wanted for before the bot has called them. */
const usual = [
    "sendMessage",
    "sendRichMessage",
    "sendMessageDraft",
    "sendRichMessageDraft",
    "editMessageText",
    "sendChatAction",
    "sendDocument",
    "answerCallbackQuery",
    "getUpdates",
];

const rows = new Map();
const methods = new Set();
/** Calls up to this number were put away. */
let cleared = 0;

/** @param {function()} onChange other calls are to be shown. */
export function startCalls(onChange) {
    part("calls-method").addEventListener("change", onChange);
    part("calls-failed").addEventListener("change", onChange);
    part("calls-clear").addEventListener("click", () => {
        cleared = [...rows.keys()].reduce((most, number) => Math.max(most, number), cleared);
        onChange();
    });
    part("calls").addEventListener("toggle", fillParameters, true);
    showMethods(part("fault-method"), usual);
}

export function showCalls(state) {
    for (const {method} of state.calls)
        if (!methods.has(method)) addMethod(method);
    // A sandbox that was started anew counts from the beginning.
    if ((state.calls.at(-1)?.number ?? cleared) < cleared) cleared = 0;
    const method = part("calls-method").value;
    const onlyFailed = part("calls-failed").checked;
    const wanted = state.calls
                       .filter(
                           (call) => call.number > cleared && (method === "" || call.method === method)
                               && (!onlyFailed || isFailed(call))
                       )
                       .slice(-mostShown)
                       .reverse();
    const list = part("calls");
    const kept = new Set(wanted.map(({number}) => number));
    for (const [number, {row}] of rows) {
        if (kept.has(number)) continue;
        row.remove();
        rows.delete(number);
    }
    let place = list.firstChild;
    for (const call of wanted) {
        let known = rows.get(call.number);
        if (known && known.call !== call && known.call.date !== call.date) {
            if (place === known.row) place = place.nextSibling;
            known.row.remove();
            known = null;
        }
        if (!known) {
            known = {row: callRow(call), call};
            rows.set(call.number, known);
        }
        if (known.row === place)
            place = place.nextSibling;
        else
            list.insertBefore(known.row, place);
    }
    part("no-calls").hidden = wanted.length > 0;
}

/** Makes all of them anew, in another language. */
export function forgetCalls() {
    rows.clear();
    part("calls").replaceChildren();
    showMethods(part("calls-method"), [...methods]);
    showMethods(part("fault-method"), [...new Set([...usual, ...methods])]);
}

function isFailed(call) { return call.status === null || call.status === undefined || call.status >= 400; }

function addMethod(method) {
    methods.add(method);
    showMethods(part("calls-method"), [...methods]);
    showMethods(part("fault-method"), [...new Set([...usual, ...methods])]);
}

function showMethods(field, names) {
    const chosen = field.value;
    field.replaceChildren(
        make("option", {value: ""}, say("allMethods")),
        ...names.sort().map((name) => make("option", {value: name}, name))
    );
    field.value = names.includes(chosen) ? chosen : "";
}

function callRow(call) {
    const status = call.status ?? say("dropped");
    const problem = [
        call.description,
        call.retry_after > 0 && !/retry after/.test(call.description) && say("retryAfter", {seconds: call.retry_after}),
    ].filter(Boolean).join(" · ");
    return make(
        "li",
        {"data-call": call.number, "data-method": call.method, class: isFailed(call) ? "call failed" : "call"},
        make(
            "details",
            {},
            make(
                "summary",
                {},
                make(
                    "span", {class: "call-line"}, make("span", {class: "call-method"}, call.method),
                    make("span", {class: "call-status"}, String(status))
                ),
                make(
                    "span", {class: "call-line"}, make("time", {}, exactClock(call.date)),
                    make("span", {}, say("tookMilliseconds", {count: Math.round(call.milliseconds)}))
                ),
                problem ? make("span", {class: "call-problem", dir: "auto"}, problem) : null,
                call.fault ? make("span", {class: "call-fault"}, say("fault") + ": " + say(call.fault)) : null,
                floodState(call),
            ),
            make("pre", {class: "call-parameters", tabindex: "0", "aria-label": say("parameters")}),
        ),
    );
}

function floodState({flood}) {
    if (!flood) return null;
    const {chat_id: chat, wait_seconds: wait} = flood;
    const isWaiting = wait > 0;
    const text = isWaiting ? say("floodWait", {chat, seconds: Math.round(wait * 10) / 10}) : say("floodFree", {chat});
    return make("span", {class: isWaiting ? "call-flood waiting" : "call-flood"}, text);
}

/** Written out only for those that somebody opens. */
function fillParameters(event) {
    const row = event.target.closest("[data-call]");
    const known = rows.get(Number(row?.dataset.call));
    if (!known || !event.target.open) return;
    row.querySelector(".call-parameters").textContent = JSON.stringify(known.call.parameters ?? {}, null, 2);
}
