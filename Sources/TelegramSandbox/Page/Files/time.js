// Times, days and sizes as people read them.
import { currentLanguage, say } from "./words.js";

const formats = new Map();

function format(name, options) {
    const key = currentLanguage() + name;
    if (!formats.has(key)) formats.set(key, new Intl.DateTimeFormat(currentLanguage(), options));
    return formats.get(key);
}

/** Hours and minutes. @param {number} seconds Unix time. */
export function clock(seconds) {
    return format("clock", {hour: "2-digit", minute: "2-digit", hourCycle: "h23"}).format(seconds * 1000);
}

/** Hours, minutes and seconds. @param {number} milliseconds Unix time. */
export function exactClock(milliseconds) {
    return format(
               "exact", {hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23"}
    ).format(milliseconds);
}

export function fullDate(seconds) {
    return format("full", {dateStyle: "long", timeStyle: "medium"}).format(seconds * 1000);
}

/** One text for each day, to compare. */
export function dayKey(seconds) {
    const date = new Date(seconds * 1000);
    return `${date.getFullYear()}-${date.getMonth() + 1}-${date.getDate()}`;
}

export function dayName(seconds, now = Date.now() / 1000) {
    const key = dayKey(seconds);
    if (key === dayKey(now)) return say("today");
    if (key === dayKey(now - 86400)) return say("yesterday");
    const isThisYear = new Date(seconds * 1000).getFullYear() === new Date(now * 1000).getFullYear();
    if (isThisYear) return format("day", {day: "numeric", month: "long"}).format(seconds * 1000);
    return format("dayOfYear", {day: "numeric", month: "long", year: "numeric"}).format(seconds * 1000);
}

/** What a list of chats says: the time today, else the day. */
export function shortDate(seconds, now = Date.now() / 1000) {
    if (dayKey(seconds) === dayKey(now)) return clock(seconds);
    return format("short", {day: "2-digit", month: "2-digit"}).format(seconds * 1000);
}

export function seconds(milliseconds) {
    const amount = milliseconds / 1000;
    const digits = amount < 10 ? 2 : 1;
    return new Intl
        .NumberFormat(currentLanguage(), {
            style: "unit",
            unit: "second",
            unitDisplay: "narrow",
            maximumFractionDigits: digits,
        })
        .format(amount);
}

/**
 * A `date_time` entity: `r` is relative; else `w` the day of the week, `d` or `D` a short or long date, `t` or `T` a
 * short or long time. Null if the format asks for nothing, and the text stays as it is.
 */
export function formatted(unixTime, pattern, now = Date.now() / 1000) {
    if (!Number.isFinite(unixTime) || !pattern) return null;
    if (pattern === "r") return relative(unixTime - now);
    if (!/^w?[dD]?[tT]?$/.test(pattern)) return null;
    const options = {};
    if (pattern.includes("w")) options.weekday = "long";
    if (pattern.includes("d")) Object.assign(options, {day: "2-digit", month: "2-digit", year: "2-digit"});
    if (pattern.includes("D")) Object.assign(options, {day: "numeric", month: "long", year: "numeric"});
    if (/[tT]/.test(pattern)) Object.assign(options, {hour: "2-digit", minute: "2-digit", hourCycle: "h23"});
    if (pattern.includes("T")) options.second = "2-digit";
    return format("entity" + pattern, options).format(unixTime * 1000);
}

function relative(difference) {
    const units =
        [["year", 31_536_000], ["month", 2_592_000], ["day", 86_400], ["hour", 3_600], ["minute", 60], ["second", 1]];
    const [unit, length] = units.find(([, length]) => Math.abs(difference) >= length) ?? units[5];
    return new Intl.RelativeTimeFormat(
                       currentLanguage(), {numeric: "auto"}
    ).format(Math.round(difference / length), unit);
}

/** @param {number} bytes the size of a file. */
export function fileSize(bytes) {
    const units = ["byte", "kilobyte", "megabyte", "gigabyte"];
    let [size, unit] = [bytes, 0];
    while (size >= 1024 && unit < units.length - 1) [size, unit] = [size / 1024, unit + 1];
    return new Intl
        .NumberFormat(currentLanguage(), {
            style: "unit",
            unit: units[unit],
            unitDisplay: "short",
            maximumFractionDigits: 1,
        })
        .format(size);
}
