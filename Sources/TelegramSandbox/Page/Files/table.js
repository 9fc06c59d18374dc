// Tables of rich messages.
import { make } from "./dom.js";
import { richText } from "./richtext.js";

const mostColumns = 20;

export function table(block) {
    const styles = [block.is_bordered && "bordered", block.is_striped && "striped", block.is_compact && "compact"];
    return make(
        "div",
        {class: "table"},
        make(
            "table",
            {class: styles.filter(Boolean).join(" ") || null},
            block.caption === undefined || block.caption === null ? null : make("caption", {}, richText(block.caption)),
            make(
                "tbody", {},
                (block.cells ?? []).map((row, index) => make("tr", {}, row.map((cell) => tableCell(cell, index === 0))))
            ),
        ),
    );
}

function tableCell(cell, isFirstRow) {
    const isEmpty = cell.text === undefined || cell.text === null;
    const styles = [
        one(cell.align, ["left", "center", "right"]), one(cell.valign, ["top", "middle", "bottom"]),
        isEmpty && "invisible"
    ];
    return make(
        cell.is_header ? "th" : "td",
        {
            class: styles.filter(Boolean).join(" ") || null,
            dir: "auto",
            scope: cell.is_header ? (isFirstRow ? "col" : "row") : null,
            colspan: span(cell.colspan),
            rowspan: span(cell.rowspan),
        },
        richText(cell.text),
    );
}

function one(value, known) { return known.includes(value) ? value : null; }

function span(count) { return count > 1 ? Math.min(count, mostColumns) : null; }
