// Where the reader is in a conversation: at its end, and stays there while it grows, or further up, and is left alone.

const nearEnd = 24;

export class Scroll {
    #area;
    #lastTop = 0;
    #lastHeight = 0;
    isPinned = true;

    /**
     * @param {Element} area what scrolls.
     * @param {Element} content what grows in it.
     * @param {function()} onMove the reader, or the content, moved.
     */
    constructor(area, content, onMove) {
        this.#area = area;
        area.addEventListener("scroll", () => {
            this.#notice();
            onMove();
        }, { passive: true });
        const observer = new ResizeObserver(() => {
            this.keep();
            onMove();
        });
        observer.observe(content);
        observer.observe(area);
    }

    get distanceToEnd() { return this.#area.scrollHeight - this.#area.scrollTop - this.#area.clientHeight; }

    get distanceToStart() { return this.#area.scrollTop; }

    /** Goes to the end if that is where the reader is. */
    keep() {
        if (this.isPinned) this.toEnd();
    }

    toEnd() {
        this.isPinned = true;
        this.#area.scrollTop = this.#area.scrollHeight;
        this.#remember();
    }

    /** Makes a change, after which what the reader sees is where it was. */
    hold(change) {
        if (this.isPinned) {
            change();
            this.toEnd();
            return;
        }
        const edge = this.#area.getBoundingClientRect().top;
        const anchor = [...this.#area.querySelectorAll("article")].find(
            (article) => article.getBoundingClientRect().bottom > edge
        );
        const before = anchor?.getBoundingClientRect().top ?? 0;
        change();
        if (anchor?.isConnected) this.#area.scrollTop += anchor.getBoundingClientRect().top - before;
        this.#remember();
    }

    /** Up means that the reader wants to stay there; unless the content became shorter. */
    #notice() {
        const {scrollTop: top, scrollHeight: height} = this.#area;
        if (this.distanceToEnd <= nearEnd)
            this.isPinned = true;
        else if (top < this.#lastTop - 1 && height >= this.#lastHeight)
            this.isPinned = false;
        this.#remember();
    }

    #remember() {
        this.#lastTop = this.#area.scrollTop;
        this.#lastHeight = this.#area.scrollHeight;
    }
}
