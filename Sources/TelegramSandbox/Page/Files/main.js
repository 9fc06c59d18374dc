// Starts the page.
import { App } from "./app.js";
import { preferredLanguage, showTheme } from "./preferences.js";
import { setLanguage } from "./words.js";

showTheme();
setLanguage(preferredLanguage());
new App().start();
