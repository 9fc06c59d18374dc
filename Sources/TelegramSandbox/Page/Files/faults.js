// Switches that make Telegram fail the bot.
import { make, part } from "./dom.js";
import { morphChildren } from "./morph.js";
import { toast } from "./notices.js";
import { perform } from "./requests.js";
import { say } from "./words.js";

const kinds = ["flood", "error", "drop", "slow", "outage"];
const withSeconds = new Set(["flood", "slow"]);

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
    const fault = active.find((known) => known.kind === kind);
    const details = fault && [
        fault.method,
        fault.seconds !== undefined && fault.seconds !== null && `${fault.seconds} s`,
        fault.times_left !== undefined && fault.times_left !== null && say("left_times", {count: fault.times_left}),
    ].filter(Boolean).join(", ");
    return make(
        "button",
        {type: "button", class: "switch", "data-fault": kind, "aria-pressed": String(Boolean(fault)), "data-key": kind},
        make("span", {}, say(kind)),
        details ? make("small", {}, details) : null,
    );
}

async function change(button) {
    const kind = button.dataset.fault;
    button.disabled = true;
    try {
        if (active.some((fault) => fault.kind === kind))
            await switchOff(kind);
        else
            await perform("faults", wanted(kind));
    } catch (error) {
        toast(say("notDone", {error: error.message}), "bad");
    } finally {
        button.disabled = false;
    }
}

/** The sandbox clears all of them at once; the others are switched on again. */
async function switchOff(kind) {
    const others = active.filter((fault) => fault.kind !== kind);
    await perform("faults/clear", {});
    for (const {times_left: times, ...fault} of others) {
        await perform(
            "faults",
            Object.fromEntries(
                Object.entries({...fault, times}).filter(([, value]) => value !== null && value !== undefined)
            )
        );
    }
}

function wanted(kind) {
    const fault = {kind};
    const method = part("fault-method").value;
    const seconds = Number(part("fault-seconds").value);
    const times = Number(part("fault-times").value);
    if (method !== "" && kind !== "outage") fault.method = method;
    if (withSeconds.has(kind) && seconds > 0) fault.seconds = Math.max(1, Math.round(seconds));
    if (times > 0 && kind !== "outage" && kind !== "slow") fault.times = Math.round(times);
    return fault;
}
