// What the page itself says, and in which language.
import { english } from "./english.js";
import { russian } from "./russian.js";

const plurals = {
    en: {members: {one: "{count} member", other: "{count} members"}},
    ru: {
        members:
            {one: "{count} участник", few: "{count} участника", many: "{count} участников", other: "{count} участника"}
    },
};

export const languages = {
    en: english,
    ru: russian
};

let current = "en";

/** @param {string} language an IETF tag; English where it is not Russian. */
export function setLanguage(language) { current = language.toLowerCase().startsWith("ru") ? "ru" : "en"; }

export function currentLanguage() { return current; }

/** The words for something, with what belongs between braces. */
export function say(key, values = {}) { return insert(languages[current][key] ?? key, values); }

/** The words for the fields that a person fills in, by the names that the sandbox has for them. */
const fields = {
    first_name: "firstName",
    title: "groupTitle",
    name: "topicName"
};

/** Why the sandbox did not do something; in its own words where there are none for its code. */
export function sayFailure({error, code, values = {}}) {
    const words = languages[current].failures;
    if (!Object.hasOwn(words, code)) return error;
    return insert(words[code], fields[values.field] ? {...values, field: say(fields[values.field])} : values);
}

/** The words for a number of things, in the form that the language has for it. */
export function sayCount(key, count) {
    const form = new Intl.PluralRules(current).select(count);
    const forms = plurals[current][key];
    return insert(forms[form] ?? forms.other, {count});
}

function insert(text, values) {
    return text.replace(/\{(\w+)\}/g, (all, name) => (name in values ? String(values[name]) : all));
}

/** Puts words wherever the page's own HTML asks for them. */
export function sayAll(root) {
    for (const element of root.querySelectorAll("[data-say]")) element.textContent = say(element.dataset.say);
    for (const element of root.querySelectorAll("[data-say-label]")) {
        element.setAttribute("aria-label", say(element.dataset.sayLabel));
        element.setAttribute("title", say(element.dataset.sayLabel));
    }
    for (const element of root.querySelectorAll("[data-say-area]")) {
        element.setAttribute("aria-label", say(element.dataset.sayArea));
    }
    for (const element of root.querySelectorAll("[data-say-hint]")) {
        element.setAttribute("placeholder", say(element.dataset.sayHint));
    }
}
