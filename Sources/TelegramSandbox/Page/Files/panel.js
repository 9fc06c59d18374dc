// What goes on behind the scenes: figures, faults and the bot's calls.
import { make, part } from "./dom.js";
import { morphChildren } from "./morph.js";
import { isPanelWanted, setPanelWanted } from "./preferences.js";
import { seconds } from "./time.js";
import { currentLanguage, say } from "./words.js";

/** @param {function()} onOpen it can be seen, so has to be filled. */
export function startPanel(onOpen) {
    const set = (isOpen) => {
        document.body.classList.toggle("with-panel", isOpen);
        part("panel").hidden = !isOpen;
        part("panel-toggle").setAttribute("aria-expanded", String(isOpen));
        if (isOpen) onOpen();
    };
    // On a phone it would cover the conversation.
    set(isPanelWanted() && matchMedia("(min-width: 1000px)").matches);
    const change = (isOpen) => {
        set(isOpen);
        setPanelWanted(isOpen);
    };
    part("panel-toggle").addEventListener("click", () => change(part("panel").hidden));
    part("panel-close").addEventListener("click", () => {
        change(false);
        part("panel-toggle").focus();
    });
}

export function isPanelOpen() { return !part("panel").hidden; }

/** @param {number|null} firstWord how long the last answer's first word took to be on the page, in milliseconds. */
export function showFigures(state, firstWord) {
    const figures = (state.panel.figures ??
                     []).map(({name, value}) => [name?.[currentLanguage()] ?? name?.en ?? String(name), value]);
    if (firstWord !== null) figures.push([say("firstWord"), seconds(firstWord)]);
    // The Bot API is where the page is, by the name that got the browser there: the server may listen for all, which is no address.
    figures.push([say("apiAt"), location.origin]);
    morphChildren(
        part("figures"),
        make(
            "dl",
            {},
            figures.map(([name,
                          value]) => make("div", {}, make("dt", {}, name), make("dd", {dir: "auto"}, String(value)))),
        )
    );
}
