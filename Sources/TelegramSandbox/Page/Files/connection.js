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

/** How long a tab that nobody sees goes on listening, in milliseconds. */
const hiddenFor = 5000;
/** How long a tab that is seen again may take to listen before it says so, in milliseconds. */
const unnoticed = 1500;

/**
 * Keeps listening while somebody sees the page. Browsers open no more than six connections to a server: tabs in the
 * background would leave none for what the one in front sends. The scene tells them what they missed.
 * @param {function(string, Object)} onEvent an event by its name.
 * @param {function(boolean)} onStatus whether the sandbox is there.
 * @param {function(): boolean} isNeeded whether something is waited for that no later scene tells.
 */
export function listen(onEvent, onStatus, isNeeded) {
    let source = null;
    let resting = 0;
    let saying = 0;

    const connect = () => {
        source = new EventSource("page/events");
        for (const name of names) {
            source.addEventListener(name, (event) => {
                if (name === "scene") {
                    clearTimeout(saying);
                    onStatus(true);
                }
                onEvent(name, JSON.parse(event.data));
            });
        }
        source.addEventListener("error", () => {
            onStatus(false);
            // A lost connection is tried again by the browser, a refused one is not.
            if (source?.readyState !== EventSource.CLOSED) return;
            setTimeout(() => {
                if (source?.readyState === EventSource.CLOSED) connect();
            }, pause);
        });
    };
    const rest = () => {
        if (isNeeded()) {
            resting = setTimeout(rest, hiddenFor);
            return;
        }
        clearTimeout(saying);
        source.close();
        source = null;
    };
    const look = () => {
        clearTimeout(resting);
        if (document.hidden) {
            if (source) resting = setTimeout(rest, hiddenFor);
        } else if (!source) {
            saying = setTimeout(() => onStatus(false), unnoticed);
            connect();
        }
    };
    connect();
    look();
    document.addEventListener("visibilitychange", look);
    // A page that was left may be kept to come back to, with its connection.
    addEventListener("pagehide", () => {
        clearTimeout(resting);
        clearTimeout(saying);
        source?.close();
        source = null;
    });
    addEventListener("pageshow", ({persisted}) => {
        if (persisted) look();
    });
}

/** What there is now, asked for once. @returns {Promise<Object|null>} the scene; null if it does not come. */
export function sceneNow() {
    return new Promise((resolve) => {
        const source = new EventSource("page/events");
        const end = (scene) => {
            source.close();
            clearTimeout(timer);
            resolve(scene);
        };
        const timer = setTimeout(() => end(null), 3000);
        source.addEventListener("scene", (event) => end(JSON.parse(event.data)));
        source.addEventListener("error", () => end(null));
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
