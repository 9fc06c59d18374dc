// The beginning of a rich message, so that a draft can grow letter by letter between two of its updates.
import { clipText } from "./entities.js";
import { plainText } from "./richtext.js";

/** How many letters a block has; at least one, so that what has none comes in its turn. */
export function blockLength(block) {
    switch (block.type) {
    case "list": return Math.max(1, sum(block.items, (item) => sum(item.blocks, blockLength)));
    case "table": return Math.max(1, sum(block.cells, rowLength));
    case "details": return Math.max(1, plainText(block.summary).length + sum(block.blocks, blockLength));
    case "blockquote":
    case "collage":
    case "slideshow": return Math.max(1, sum(block.blocks, blockLength));
    case "mathematical_expression": return Math.max(1, String(block.expression).length);
    default: return Math.max(1, plainText(block.text).length);
    }
}

export function blocksLength(blocks) { return sum(blocks, blockLength); }

/**
 * The blocks of which the first letters are shown; the last of them cut off. One that is shown whole is the same
 * object.
 */
export function clipBlocks(blocks, length) { return clipList(blocks ?? [], length, blockLength, clipBlock); }

function clipBlock(block, length) {
    switch (block.type) {
    case "paragraph":
    case "heading":
    case "pre":
    case "footer":
    case "expandable_blockquote":
    case "pullquote": return {...block, text: clipRichText(block.text, length)};
    case "blockquote": return {...block, blocks: clipBlocks(block.blocks, length)};
    case "list": {
        const itemLength = (item) => sum(item.blocks, blockLength);
        return {
            ...block,
            items: clipList(
                block.items, length, itemLength, (item, rest) => ({...item, blocks: clipBlocks(item.blocks, rest)})
            )
        };
    }
    // Row by row: cells that fill would change the widths of the columns all the time.
    case "table": return {...block, cells: clipList(block.cells, length, rowLength, (row) => row)};
    case "details": return {...block, blocks: clipBlocks(block.blocks, length - plainText(block.summary).length)};
    default: return block;
    }
}

function clipList(list, length, lengthOf, clip) {
    const kept = [];
    let rest = length;
    for (const element of list ?? []) {
        if (rest <= 0) break;
        const own = lengthOf(element);
        kept.push(own <= rest ? element : clip(element, rest));
        rest -= own;
    }
    return kept;
}

function clipRichText(text, length) {
    if (typeof text === "string") return clipText(text, [], length).text;
    if (Array.isArray(text)) return clipList(text, length, (part) => plainText(part).length, clipRichText);
    return text?.text === undefined ? text : {...text, text: clipRichText(text.text, length)};
}

function rowLength(row) { return sum(row, (cell) => plainText(cell.text).length); }

function sum(list, lengthOf) { return (list ?? []).reduce((total, element) => total + lengthOf(element), 0); }
