// Makes what is shown like what should be shown by the fewest changes, so that a selection, the focus, what was
// unfolded and the reader's place survive. An element of which the reader changed the state carries `data-touched`; its
// attributes stay theirs.

/** Makes the children of `old` like those of `fresh`, which is used up. */
export function morphChildren(old, fresh) {
    let current = old.firstChild;
    let wanted = fresh.firstChild;
    while (wanted) {
        const next = wanted.nextSibling;
        if (current && !isSame(current, wanted)) {
            const found = later(current, wanted);
            if (found) {
                old.insertBefore(found, current);
                current = found;
            }
        }
        if (!current) {
            old.append(wanted);
        } else if (isSame(current, wanted)) {
            morph(current, wanted);
            current = current.nextSibling;
        } else if (keyOf(current) !== null) {
            // One with a key may still be wanted further on.
            old.insertBefore(wanted, current);
        } else {
            const after = current.nextSibling;
            current.replaceWith(wanted);
            current = after;
        }
        wanted = next;
    }
    while (current) {
        const after = current.nextSibling;
        current.remove();
        current = after;
    }
}

/** Makes a node like another of the same kind. */
export function morph(old, fresh) {
    if (old.nodeType === Node.TEXT_NODE) {
        if (old.data === fresh.data) return;
        if (fresh.data.startsWith(old.data))
            old.appendData(fresh.data.slice(old.data.length));
        else
            old.data = fresh.data;
        return;
    }
    if (old.dataset?.touched === undefined) morphAttributes(old, fresh);
    morphChildren(old, fresh);
}

function morphAttributes(old, fresh) {
    for (const {name} of [...old.attributes]) {
        if (!fresh.hasAttribute(name)) old.removeAttribute(name);
    }
    for (const {name, value} of fresh.attributes) {
        if (old.getAttribute(name) !== value) old.setAttribute(name, value);
    }
}

function keyOf(node) { return node.dataset?.key ?? null; }

function isSame(one, other) { return one.nodeName === other.nodeName && keyOf(one) === keyOf(other); }

function later(current, wanted) {
    const key = keyOf(wanted);
    if (key === null) return null;
    for (let node = current.nextSibling; node; node = node.nextSibling) {
        if (keyOf(node) === key && node.nodeName === wanted.nodeName) return node;
    }
    return null;
}
