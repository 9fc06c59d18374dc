// Elements, made by the DOM alone: whatever people and models write can only ever become text.

const svgSpace = "http://www.w3.org/2000/svg";

/**
 * Makes an element.
 * @param {string} tag its name.
 * @param {Object} attributes values by name; `true` is an attribute without a value, `null`, `undefined` and `false`
 *     none. A function is a listener, its name the event's after "on".
 * @param {...(Node|string|Array|null)} children what is in it.
 */
export function make(tag, attributes = {}, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
        if (typeof value === "function")
            element.addEventListener(name.slice(2), value);
        else if (value === true)
            element.setAttribute(name, "");
        else if (value !== null && value !== undefined && value !== false)
            element.setAttribute(name, String(value));
    }
    fill(element, children);
    return element;
}

/** Appends what is not null, lists flattened. */
export function fill(element, children) {
    for (const child of children) {
        if (Array.isArray(child))
            fill(element, child);
        else if (child !== null && child !== undefined && child !== "")
            element.append(child);
    }
}

/** A part of the page that is always there. */
export function part(id) { return document.getElementById(id); }

/** Whether the keyboard is one on the screen, which comes with the focus and covers half of the page. */
export function isTouched() { return matchMedia("(pointer: coarse)").matches; }

/** A name of somebody's choice, which must not turn the direction of what is around it. */
export function isolated(text) { return make("bdi", {}, text); }

const paths = {
    back: "M14.5 5 7.5 12l7 7",
    send: "M4 11.5 20.5 4 15 20.5l-3.4-6.6zM11.6 13.9 20.5 4",
    stop: "M8 8h8v8H8zM12 2.8a9.2 9.2 0 1 0 0 18.4 9.2 9.2 0 0 0 0-18.4z",
    reply: "M9.5 7 4.5 12l5 5M5 12h8.5a6 6 0 0 1 6 6v.5",
    edit: "M5 19l.9-3.7L16.4 4.8a1.6 1.6 0 0 1 2.3 0l.5.5a1.6 1.6 0 0 1 0 2.3L8.7 18.1zM14.5 6.7l2.8 2.8",
    copy: "M9 9h10v11H9zM5.5 15.5H5V4h10v1.5",
    down: "M6 9.5l6 6 6-6",
    close: "M6 6l12 12M18 6L6 18",
    panel: "M3.5 5h17v14h-17zM14.5 5v14M17 9h1M17 12h1",
    theme: "M12 3.2a8.8 8.8 0 1 0 8.8 8.8A7 7 0 0 1 12 3.2z",
    person: "M12 4a4 4 0 1 1 0 8 4 4 0 0 1 0-8zM4.5 20c.6-3.6 3.6-5.5 7.5-5.5s6.9 1.9 7.5 5.5M19 4v5M16.5 6.5h5",
    group: "M9 5a3.5 3.5 0 1 1 0 7 3.5 3.5 0 0 1 0-7zM2.5 19.5c.5-3.2 3-5 6.5-5s6 1.8 6.5 5M18 9v6M15 12h6",
    topic: "M5 9.5h14M5 14.5h14M10 4.5l-2 15M16 4.5l-2 15",
    tab: "M9 5H5v14h14v-4M13 5h6v6M19 5l-8.5 8.5",
    file: "M12 4v12M6.5 11l5.5 5.5 5.5-5.5M5 20h14",
    block: "M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17zM6 6l12 12",
    command: "M3.5 4.5h17v15h-17zM13.5 8.5l-3 7",
    link: "M9 15l6-6M10 7l2-2a4.2 4.2 0 0 1 6 6l-2 2M14 17l-2 2a4.2 4.2 0 0 1-6-6l2-2",
    check: "M5 12.5l4.5 4.5L19 7.5",
};

/** A drawing beside words or instead of them; it says nothing to a screen reader. */
export function icon(name) {
    const svg = document.createElementNS(svgSpace, "svg");
    svg.setAttribute("viewBox", "0 0 24 24");
    svg.setAttribute("class", "icon");
    svg.setAttribute("aria-hidden", "true");
    const path = document.createElementNS(svgSpace, "path");
    path.setAttribute("d", paths[name]);
    svg.append(path);
    return svg;
}
