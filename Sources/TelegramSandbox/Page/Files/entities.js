// A text with entities as a tree.

const blocks = new Set(["blockquote", "expandable_blockquote", "pre"]);

/**
 * @param {string} text a message's text; its entities count UTF-16 units, as JavaScript does.
 * @param {Array} entities the Bot API's MessageEntity objects, in any order; what is broken is left out.
 * @returns {Array<string|{entity: Object, text: string, children: Array}>} texts and entities, one after another.
 */
export function entityTree(text, entities = []) {
    const sorted = entities.filter(
                               ({offset, length}) => offset >= 0 && length > 0 && offset + length <= text.length
    ).sort((one, other) => one.offset - other.offset || other.length - one.length);
    return branch(text, 0, text.length, sorted);
}

function branch(text, start, end, entities) {
    const nodes = [];
    let position = start;
    let index = 0;
    const add = (upTo) => {
        if (upTo > position) nodes.push(text.slice(position, upTo));
    };
    while (index < entities.length) {
        const entity = entities[index++];
        const entityEnd = entity.offset + entity.length;
        // One that reaches out of its surroundings is left out, as Telegram does.
        if (entity.offset < position || entityEnd > end) continue;
        add(entity.offset);
        const inner = [];
        while (index < entities.length && entities[index].offset < entityEnd) inner.push(entities[index++]);
        nodes.push({
            entity,
            text: text.slice(entity.offset, entityEnd),
            children: branch(text, entity.offset, entityEnd, inner),
        });
        position = entityEnd;
        // The line break after a block is the block's own.
        if (blocks.has(entity.type) && position < end && text[position] === "\n") position += 1;
    }
    add(end);
    return nodes;
}

/** The beginning of a text, as long as said, with the entities that it has; never half of a character. */
export function clipText(text, entities, length) {
    if (length >= text.length) return {text, entities};
    const isHalf = length > 0 && /[\uD800-\uDBFF]/.test(text[length - 1]);
    const end = isHalf ? length - 1 : length;
    const kept = [];
    for (const entity of entities) {
        if (entity.offset < end) kept.push({...entity, length: Math.min(entity.length, end - entity.offset)});
    }
    return {text: text.slice(0, end), entities: kept};
}
