// What the reader chose, kept by the browser.

const prefix = "localaichat.";

function stored(name) {
    try {
        return localStorage.getItem(prefix + name);
    } catch {
        return null; // The browser keeps nothing for this page; so it forgets.
    }
}

function store(name, value) {
    try {
        localStorage.setItem(prefix + name, value);
    } catch {
        // As above.
    }
}

export function preferredLanguage() { return stored("language") ?? navigator.language ?? "en"; }

export function setPreferredLanguage(language) { store("language", language); }

/** Puts the theme that was chosen in place of the system's. */
export function showTheme() {
    const theme = stored("theme");
    if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
}

export function switchTheme() {
    const isDark = document.documentElement.dataset.theme === "dark"
        || (!document.documentElement.dataset.theme && matchMedia("(prefers-color-scheme: dark)").matches);
    const theme = isDark ? "light" : "dark";
    document.documentElement.dataset.theme = theme;
    store("theme", theme);
}

export function isPanelWanted() { return stored("panel") === "open"; }

export function setPanelWanted(isWanted) { store("panel", isWanted ? "open" : "closed"); }

/** Who one was last, for a tab that does not say. */
export function lastPerson() { return Number(stored("person")) || null; }

export function setLastPerson(id) { store("person", String(id)); }

/** What of each chat was read, in this tab. */
export function readMarks() {
    try {
        return new Map(JSON.parse(sessionStorage.getItem(prefix + "read") ?? "[]"));
    } catch {
        return new Map();
    }
}

export function setReadMarks(marks) {
    try {
        sessionStorage.setItem(prefix + "read", JSON.stringify([...marks]));
    } catch {
        // As above.
    }
}
