// Switches that make Telegram fail the bot.
import { make, part } from "./dom.js";
import { morphChildren } from "./morph.js";
import { toast } from "./notices.js";
import { perform } from "./requests.js";
import { say } from "./words.js";

const kinds = ["flood", "error", "drop", "slow", "outage"];
const withSeconds = new Set(["flood", "slow"]);
const withTimes = new Set(["flood", "error", "drop"]);

let active = [];

export function startFaults() {
    part("fault-switches").addEventListener("click", (event) => {
        const button = event.target.closest("[data-fault]");
        if (button) change(button);
    });
}

export function showFaults(state) {
    active = state.faults.active ?? [];
    morphChildren(part("fault-switches"), make("div", {}, kinds.map(faultSwitch)));
    part("panel-toggle").classList.toggle("alarm", active.length > 0);
}

function faultSwitch(kind) {
    const faults = active.filter((known) => known.kind === kind);
    const details = faults.map(detailsOf).filter(Boolean).join(" · ");
    return make(
        "button",
        {
            type: "button",
            class: "switch",
            "data-fault": kind,
            "aria-pressed": String(faults.length > 0),
            "data-key": kind,
        },
        make("span", {}, say(kind)),
        details ? make("small", {}, details) : null,
    );
}

function detailsOf(fault) {
    return [
        fault.method,
        fault.seconds !== undefined && fault.seconds !== null && `${fault.seconds} s`,
        fault.times_left !== undefined && fault.times_left !== null && say("left_times", {count: fault.times_left}),
    ].filter(Boolean).join(", ");
}

async function change(button) {
    const kind = button.dataset.fault;
    const isOn = active.some((fault) => fault.kind === kind);
    if (!isOn && !fieldsOf(kind).every((field) => field.reportValidity())) return;
    button.disabled = true;
    try {
        if (isOn)
            await perform("faults/clear", {kind});
        else
            await perform("faults", wanted(kind));
    } catch (error) {
        toast(say("notDone", {error: error.message}), "bad");
    } finally {
        button.disabled = false;
    }
}

/** The number fields that a kind of fault looks at. */
function fieldsOf(kind) {
    return [withSeconds.has(kind) && "fault-seconds", withTimes.has(kind) && "fault-times"].filter(Boolean).map(part);
}

function wanted(kind) {
    const fault = {kind};
    const method = part("fault-method").value;
    const seconds = Number(part("fault-seconds").value);
    const times = Number(part("fault-times").value);
    if (method !== "" && kind !== "outage") fault.method = method;
    if (withSeconds.has(kind) && seconds > 0) fault.seconds = Math.max(1, Math.round(seconds));
    if (withTimes.has(kind) && times > 0) fault.times = Math.round(times);
    return fault;
}
