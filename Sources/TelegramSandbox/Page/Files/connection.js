// The sandbox's events, as they happen.

const names = [
    "scene",
    "person",
    "chat",
    "message",
    "edited",
    "deleted",
    "action",
    "draft",
    "draft_ended",
    "answer",
    "commands",
    "call",
    "faults",
    "panel",
];

/** How long a browser that gave up waits before it is told to try again, in milliseconds. */
const pause = 1500;

/**
 * Keeps listening.
 * @param {function(string, Object)} onEvent an event by its name.
 * @param {function(boolean)} onStatus whether the sandbox is there.
 */
export function listen(onEvent, onStatus) {
    let source = null;
    const connect = () => {
        source?.close();
        const fresh = new EventSource("page/events");
        source = fresh;
        for (const name of names) {
            fresh.addEventListener(name, (event) => {
                if (name === "scene") onStatus(true);
                onEvent(name, JSON.parse(event.data));
            });
        }
        fresh.addEventListener("error", () => {
            onStatus(false);
            // A lost connection is tried again by the browser, a refused one is not.
            if (fresh !== source || fresh.readyState !== EventSource.CLOSED) return;
            setTimeout(connect, pause);
        });
    };
    connect();
    // A page that was left may be kept to come back to, with its connection; and a browser has six of these for one server.
    addEventListener("pagehide", () => source.close());
    addEventListener("pageshow", ({persisted}) => {
        if (persisted) connect();
    });
}

/**
 * Gathers calls, and makes one of them when the next picture is drawn; also in a tab that nobody sees, a little later.
 */
export function onceInFrame(action) {
    let isWaiting = false;
    return () => {
        if (isWaiting) return;
        isWaiting = true;
        const run = () => {
            if (!isWaiting) return;
            isWaiting = false;
            action();
        };
        if (document.hidden) {
            setTimeout(run, 100);
        } else {
            requestAnimationFrame(run);
            setTimeout(run, 1000);
        }
    };
}
