// An answer while it is being written: between two updates it grows letter by letter.
import { richBlock } from "./blocks.js";
import { blocksLength, clipBlocks } from "./clip.js";
import { icon, make } from "./dom.js";
import { clipText } from "./entities.js";
import { morph, morphChildren } from "./morph.js";
import { textNodes } from "./text.js";
import { say } from "./words.js";

/** In how many milliseconds most of an update appears. */
const pace = 180;

const stillMotion = matchMedia("(prefers-reduced-motion: reduce)");

export class DraftView {
    #content = make("div", {class: "draft-content", dir: "auto"});
    #stop = make(
        "button",
        {type: "button", class: "inline", "data-do": "stop", "data-testid": "stop"},
        icon("stop"),
        make("span", {}, say("stop")),
    );
    #keyboard = make("div", {class: "keyboard"}, make("div", {class: "row"}, this.#stop));
    /** What is shown of each block, to leave alone those that have not changed. */
    #shownBlocks = [];
    #shown = 0;
    #length = 0;
    #draft = null;
    #lastFrame = 0;
    #isRunning = false;

    constructor(draft) {
        this.element = make(
            "article",
            {class: "message draft first last", "data-draft-id": draft.draft_id, "aria-label": say("thinking")},
            make("div", {class: "bubble"}, this.#content),
            this.#keyboard,
        );
        this.update(draft);
    }

    update(draft) {
        if (draft === this.#draft) return;
        this.#draft = draft;
        const {text = "", rich_message: rich} = draft;
        this.#length = rich ? blocksLength(rich.blocks) : text.length;
        this.#shown = Math.min(this.#shown, this.#length);
        this.#keyboard.hidden = !draft.can_stop;
        // The first of it at once: nothing has to be waited for twice.
        this.#show(Math.max(this.#shown, Math.min(this.#length, 12)));
        this.#run();
    }

    /** Whether all of it is on the page. */
    get isWhole() { return this.#shown >= this.#length; }

    #run() {
        if (stillMotion.matches || document.hidden) this.#show(this.#length);
        if (this.#isRunning || this.isWhole) return;
        this.#isRunning = true;
        this.#lastFrame = performance.now();
        requestAnimationFrame((now) => this.#step(now));
    }

    #step(now) {
        this.#isRunning = false;
        if (!this.element.isConnected) return;
        const passed = Math.max(0, now - this.#lastFrame);
        this.#lastFrame = now;
        const rest = this.#length - this.#shown;
        this.#show(Math.min(this.#length, this.#shown + Math.max(1, Math.ceil(rest * Math.min(1, passed / pace)))));
        if (this.isWhole) return;
        this.#isRunning = true;
        requestAnimationFrame((next) => this.#step(next));
    }

    #show(length) {
        this.#shown = length;
        const {text = "", entities = [], rich_message: rich} = this.#draft;
        if (rich)
            this.#showBlocks(clipBlocks(rich.blocks, length));
        else if (text === "")
            this.#showWhole("", [make("span", {class: "thinking"}, say("thinking"))]);
        else
            this.#showText(text, entities, length);
    }

    #showText(text, entities, length) {
        const clipped = clipText(text, entities, length);
        this.#showWhole("text", textNodes(clipped.text, clipped.entities));
    }

    #showWhole(style, nodes) {
        this.#shownBlocks = [];
        this.#content.className = "draft-content " + style;
        morphChildren(this.#content, make("div", {}, nodes));
    }

    #showBlocks(blocks) {
        if (this.#shownBlocks.length === 0) this.#content.replaceChildren();
        this.#content.className = "draft-content rich";
        blocks.forEach((block, index) => {
            const json = JSON.stringify(block);
            const known = this.#shownBlocks[index];
            if (known?.json === json) return;
            const fresh = richBlock(block);
            if (known?.node.nodeName === fresh.nodeName) {
                morph(known.node, fresh);
                known.json = json;
            } else {
                if (known) known.node.replaceWith(fresh);
                else this.#content.append(fresh);
                this.#shownBlocks[index] = { node: fresh, json };
            }
        });
        for (const {node} of this.#shownBlocks.splice(blocks.length)) node.remove();
    }
}
