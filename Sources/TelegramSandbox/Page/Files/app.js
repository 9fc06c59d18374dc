// The page as a whole: who and where one is, what an event changes, and what a press does.
import { forgetCalls, showCalls, startCalls } from "./calls.js";
import { showChats } from "./chats.js";
import { Composer } from "./composer.js";
import { listen, onceInFrame, sceneNow } from "./connection.js";
import { askForGroup, askForPerson, askForTopic } from "./dialogs.js";
import { icon, isTouched, part } from "./dom.js";
import { showFaults, startFaults } from "./faults.js";
import { arrived, firstWord, sending } from "./firstword.js";
import { showHeader } from "./header.js";
import { answered, isAnswerAwaited, press } from "./keyboard.js";
import { Log } from "./log.js";
import { serviceText } from "./names.js";
import { toast } from "./notices.js";
import { isPanelOpen, showFigures, startPanel } from "./panel.js";
import { showPeople } from "./people.js";
import { readPlace, writePlace } from "./place.js";
import { lastPerson, setLastPerson, setPreferredLanguage, switchTheme } from "./preferences.js";
import { read } from "./reading.js";
import { perform } from "./requests.js";
import { apply, commandsFor, emptyChat, emptyState, isMember, messagesOf } from "./state.js";
import { dropOldMarks, markRead, markSeenBefore } from "./unread.js";
import { showWelcome } from "./welcome.js";
import { currentLanguage, say, sayAll, setLanguage } from "./words.js";

export class App {
    #state = emptyState();
    #place = {person: null, chat: null, thread: 0};
    #isConnected = false;
    #isMakingPerson = false;
    #wasReady = false;
    /** What has to be shown anew in the next frame. */
    #changes = new Set();
    #queue = [];
    #frame = onceInFrame(() => this.#takeIn());
    #log = new Log();
    #composer = new Composer({
        commands: () => commandsFor(this.#state, this.#place.person),
        bot: () => this.#state.bot,
        lastOwn: () => this.#lastOwn(),
        sent: () => {
            sending(this.#place.chat);
            this.#log.toEnd();
        },
    });

    start() {
        for (const element of document.querySelectorAll("[data-icon]")) element.prepend(icon(element.dataset.icon));
        startFaults();
        startCalls(() => showCalls(this.#state));
        startPanel(() => this.#showPanel());
        this.#listenToPresses();
        addEventListener("hashchange", () => this.#show(["place"]));
        document.addEventListener("visibilitychange", () => this.#show(["chats"]));
        // "typing…" ends by itself.
        setInterval(() => {
            if ([...this.#state.chats.values()].some((chat) => chat.actions.size > 0)) this.#show(["chats"]);
        }, 1000);
        this.#showWords();
        listen((name, data) => {
            this.#queue.push([name, data]);
            this.#frame();
        }, (isConnected) => {
            this.#isConnected = isConnected;
            part("offline").hidden = isConnected;
            this.#show(["header"]);
        }, isAnswerAwaited);
    }

    #show(changes) {
        for (const change of changes) this.#changes.add(change);
        this.#frame();
    }

    /** Everything that came since the last frame at once. */
    #takeIn() {
        const now = Date.now();
        for (const [name, data] of this.#queue.splice(0)) {
            if (name === "answer") {
                answered(data);
                continue;
            }
            for (const change of apply(this.#state, name, data, now)) this.#changes.add(change);
            if (name === "scene") dropOldMarks(this.#state);
            this.#noticeFirstWord(name, data);
        }
        const changes = this.#changes;
        this.#changes = new Set();
        if (this.#state.isReady)
            this.#draw(changes, now);
        else
            this.#drawHeader(now);
    }

    async #noticeFirstWord(name, data) {
        const hasWords = data.text || data.rich_message?.blocks?.some((block) => block.type !== "thinking");
        const isWord = name === "draft" ? hasWords : name === "message" && data.from?.id === this.#state.bot?.id;
        if (isWord && await arrived(data.chat_id ?? data.chat.id)) this.#show(["panel"]);
    }

    #draw(changes, now) {
        const isAll = changes.has("all");
        if (isAll) {
            if (!this.#wasReady) markSeenBefore(this.#state);
            this.#wasReady = true;
        }
        if (isAll || changes.has("people") || changes.has("place")) {
            if (!this.#settle()) return;
            showPeople(this.#state, this.#place.person);
        }
        const {chat: chatID, thread} = this.#place;
        const chat = this.#chat();
        if (chat && (isAll || changes.has("chat:" + chatID) || changes.has("drafts:" + chatID))) this.#log.sync(chat);
        if (chat && !document.hidden && this.#log.isAtEnd) markRead(this.#place.person, chat, thread);
        const isListed = isAll || changes.has("place") || changes.has("chats") ||
            [...changes].some((change) => change.startsWith("drafts:"));
        if (isListed) showChats(this.#state, this.#place, now);
        if (isAll || changes.has("commands")) this.#composer.update();
        this.#drawHeader(now);
        this.#drawBlock(chat);
        if (isAll || changes.has("faults")) showFaults(this.#state);
        if (isPanelOpen() && (isAll || changes.has("calls"))) showCalls(this.#state);
        if (isPanelOpen() && (isAll || changes.has("panel"))) showFigures(this.#state, firstWord);
    }

    #drawHeader(now) {
        showHeader(this.#state, this.#state.isReady ? this.#chat() : null, this.#place.thread, this.#isConnected, now);
    }

    #drawBlock(chat) {
        const button = part("block");
        const isBlocked = chat?.is_blocked === true;
        button.hidden = chat?.type !== "private";
        button.setAttribute("aria-pressed", String(isBlocked));
        button.title = say(isBlocked ? "unblock" : "block");
        this.#composer.hinder(this.#hindrance(chat));
    }

    /** Why one can't write in a chat; also the words for it. */
    #hindrance(chat) {
        if (chat?.is_blocked === true) return "blocked";
        return chat && !isMember(chat, this.#place.person) ? "stranger" : null;
    }

    #showPanel() {
        showFaults(this.#state);
        showCalls(this.#state);
        showFigures(this.#state, firstWord);
    }

    #chat() {
        const {person, chat} = this.#place;
        if (chat === null) return null;
        let known = this.#state.chats.get(chat);
        if (!known && chat === person) {
            // The chat with the bot is there before anybody wrote in it.
            known = emptyChat(this.#state, person);
            this.#state.chats.set(chat, known);
        }
        return known ?? null;
    }

    /** Goes where the page's address says. @returns {boolean} whether there is somebody to be. */
    #settle() {
        const wanted = readPlace(location.hash);
        const {people} = this.#state;
        if (people.size === 0) {
            this.#makeFirstPerson();
            return false;
        }
        const isNew = wanted.person === null;
        const person = [wanted.person, lastPerson(), [...people.keys()][0]].find((id) => people.has(id));
        const place = {...wanted, person};
        if (isNew || person !== wanted.person) Object.assign(place, {chat: place.chat ?? person});
        const chat = place.chat === person ? person : this.#state.chats.get(place.chat);
        // Any group can be looked at, to join it.
        if (!chat || (chat !== person && chat.type === "private"))
            Object.assign(place, {chat: place.chat === null ? null : person, thread: 0});
        const address = writePlace(place);
        if (address !== location.hash) window.history.replaceState(null, "", address);
        const before = this.#place;
        this.#place = place;
        setLastPerson(person);
        const isSame = before.person === place.person && before.chat === place.chat && before.thread === place.thread;
        if (!isSame) this.#enter();
        return true;
    }

    async #makeFirstPerson() {
        if (this.#isMakingPerson) return;
        this.#isMakingPerson = true;
        try {
            await this.#alone(async () => {
                for (const person of (await sceneNow())?.people ?? []) this.#state.people.set(person.id, person);
                if (this.#state.people.size > 0) return;
                const language = navigator.language?.split("-")[0] ?? currentLanguage();
                const person = await perform("people", {first_name: say("you"), language_code: language});
                this.#state.people.set(person.id, person);
            });
            this.#show(["all"]);
        } catch (error) {
            toast(say("notDone", {error: error.message}), "bad");
        } finally {
            this.#isMakingPerson = false;
        }
    }

    /** One tab at a time; where the browser can't tell tabs from each other, at once. */
    async #alone(action) {
        if (navigator.locks)
            await navigator.locks.request("localaichat.first-person", action);
        else
            await action();
    }

    #enter() {
        const {person, chat: chatID, thread} = this.#place;
        const chat = this.#chat();
        document.body.classList.toggle("in-chat", chat !== null);
        part("conversation").classList.toggle("empty", chat === null);
        if (!chat) {
            this.#log.close();
            this.#composer.open(null);
            return;
        }
        this.#log.open(chat, thread, person);
        markRead(person, chat, thread);
        this.#composer.open({person, chat: chatID, thread, isGroup: chat.type !== "private"});
        showWelcome(chat);
        this.#composer.update();
        const isElsewhere = document.querySelector("dialog[open]") || document.activeElement === part("person");
        if (matchMedia("(hover: hover)").matches && !isElsewhere) this.#composer.focus();
    }

    #go(place) { location.hash = writePlace({...this.#place, ...place}); }

    #goAndWrite(place) {
        this.#go(place);
        if (!isTouched()) this.#composer.focus();
    }

    #lastOwn() {
        const chat = this.#chat();
        if (!chat) return null;
        const isOwn = (message) => message.from?.id === this.#place.person && message.text !== undefined
            && serviceText(message) === null;
        return messagesOf(chat, this.#place.thread).findLast(isOwn) ?? null;
    }

    #listenToPresses() {
        part("person").addEventListener("change", (event) => {
            const person = Number(event.target.value);
            const chat = this.#state.chats.get(this.#place.chat);
            const isGroup = chat && chat.type !== "private";
            this.#go(isGroup ? { person } : { person, chat: this.#place.chat === null ? null : person, thread: 0 });
        });
        part("new-person").addEventListener("click", () => askForPerson((person) => {
            this.#state.people.set(person.id, person);
            this.#goAndWrite({ person: person.id, chat: person.id, thread: 0 });
        }));
        part("new-group").addEventListener("click", () => askForGroup(this.#state, this.#place.person, (chat) => {
            if (!this.#state.chats.has(chat.id)) apply(this.#state, "chat", chat, Date.now());
            this.#goAndWrite({ chat: chat.id, thread: 0 });
        }));
        part("chats").addEventListener("click", (event) => this.#pressChat(event));
        part("back").addEventListener("click", () => this.#go({chat: null, thread: 0}));
        part("block").addEventListener("click", () => this.#block());
        part("unblock").addEventListener("click", async () => {
            await this.#block();
            this.#composer.focus();
        });
        part("join").addEventListener("click", () => this.#join());
        part("theme").addEventListener("click", switchTheme);
        part("language").addEventListener("click", () => this.#switchLanguage());
        part("earlier").addEventListener("click", () => this.#log.loadEarlier());
        part("log-content").addEventListener("click", (event) => {
            const details = event.target.closest("summary")?.parentElement;
            // Open or closed as the reader wants it, also while it is written.
            if (details) details.dataset.touched = "";
            const element = event.target.closest("[data-do]");
            if (element && !event.defaultPrevented) this.#pressInMessage(element);
        });
        part("messages").addEventListener("keydown", (event) => this.#keyInMessages(event));
        document.addEventListener("keydown", (event) => this.#keyAnywhere(event));
    }

    #pressChat(event) {
        const topic = event.target.closest("[data-new-topic]");
        if (topic) {
            const chat = Number(topic.dataset.newTopic);
            askForTopic(chat, this.#place.person, (thread) => this.#goAndWrite({chat, thread}));
            return;
        }
        const button = event.target.closest("[data-chat-id]");
        if (button) this.#go({chat: Number(button.dataset.chatId), thread: Number(button.dataset.threadId ?? 0)});
    }

    #pressInMessage(element) {
        if (read(element)) return;
        const article = element.closest("article");
        const message = article && this.#messageOf(article);
        const hindrance = ["command", "say"].includes(element.dataset.do) ? this.#hindrance(this.#chat()) : null;
        if (hindrance !== null) {
            toast(say(hindrance), "bad");
            return;
        }
        switch (element.dataset.do) {
        case "press": press(element, this.#place.chat, message.message_id, this.#place.person); break;
        case "reply": this.#composer.reply(message); break;
        case "edit": this.#composer.edit(message); break;
        case "jump": this.#log.jump(Number(element.dataset.to)); break;
        case "command": this.#composer.send(element.dataset.command); break;
        case "say": this.#composer.send(element.dataset.text); break;
        case "stop": this.#stop(element); break;
        default: break;
        }
    }

    #messageOf(article) {
        const id = Number(article.dataset.messageId);
        return this.#chat()?.messages.find((message) => message.message_id === id) ?? null;
    }

    async #stop(button) {
        // A disabled button would lose the focus.
        if (button.getAttribute("aria-disabled") === "true") return;
        button.setAttribute("aria-disabled", "true");
        const {person, chat, thread} = this.#place;
        const body = {chat_id: chat, from: person};
        if (thread) body.message_thread_id = thread;
        try {
            await perform("stops", body);
        } catch (error) {
            button.removeAttribute("aria-disabled");
            toast(say("notDone", {error: error.message}), "bad");
        }
    }

    async #join() {
        const {person, chat} = this.#place;
        try {
            const entry = await perform("members", {chat_id: chat, from: person});
            this.#show(apply(this.#state, "chat", entry, Date.now()));
            this.#drawBlock(this.#chat());
            this.#composer.focus();
        } catch (error) {
            toast(say("notDone", {error: error.message}), "bad");
        }
    }

    async #block() {
        const chat = this.#chat();
        const isBlocked = chat.is_blocked !== true;
        try {
            await perform("blocks", {from: this.#place.person, is_blocked: isBlocked});
            chat.is_blocked = isBlocked;
            this.#drawBlock(this.#chat());
        } catch (error) {
            toast(say("notDone", {error: error.message}), "bad");
        }
    }

    /** Arrows go from message to message, R answers and E edits. */
    #keyInMessages(event) {
        const article = event.target.closest("article");
        const isButton = event.target.closest("button, a, summary, [role=button]");
        if (isButton && (event.key === "Enter" || event.key === " ")) {
            if (isButton.matches("[role=button]")) {
                event.preventDefault();
                this.#pressInMessage(isButton);
            }
            return;
        }
        if (event.ctrlKey || event.altKey || event.metaKey) return;
        const all = [...part("log-list").querySelectorAll("article:not(.service)")];
        const index = all.indexOf(article);
        const code = event.code;
        let next = null;
        if (event.key === "ArrowUp" || event.key === "ArrowDown") {
            const isUp = event.key === "ArrowUp";
            next = isUp && index < 0 ? all.at(-1) : all[index + (isUp ? -1 : 1)];
            // What does not fit is read to its end before the next one's turn.
            if (!next || index >= 0 && !isEdgeSeen(article, isUp)) return;
        } else if (article && index >= 0 && code === "KeyR")
            this.#composer.reply(this.#messageOf(article));
        else if (article && index >= 0 && code === "KeyE" && article.classList.contains("own"))
            this.#composer.edit(this.#messageOf(article));
        else
            return;
        event.preventDefault();
        event.stopPropagation();
        next?.focus({preventScroll: true});
        next?.scrollIntoView({block: "nearest"});
    }

    #keyAnywhere(event) {
        if (document.querySelector("dialog[open]") || event.defaultPrevented) return;
        const isElsewhere = event.target.closest("input, textarea, select, button, a, summary, [role=button]");
        if (event.key === "Escape" && !event.target.closest("#panel, select")) {
            this.#composer.cancelOrFocus();
            return;
        }
        // Whoever just begins to write means the composer.
        const isLetter
            = event.key.length === 1 && event.key !== " " && !event.ctrlKey && !event.metaKey && !event.altKey;
        if (isLetter && !isElsewhere && this.#place.chat !== null) this.#composer.focus();
    }

    #switchLanguage() {
        const language = say("languageCode");
        setLanguage(language);
        setPreferredLanguage(language);
        this.#showWords();
        forgetCalls();
        if (!this.#state.isReady) return;
        const chat = this.#chat();
        if (chat) {
            this.#log.open(chat, this.#place.thread, this.#place.person);
            showWelcome(chat);
        }
        this.#show(["all"]);
    }

    #showWords() {
        document.documentElement.lang = currentLanguage();
        document.title = say("title");
        sayAll(document);
        part("language").setAttribute("lang", say("languageCode"));
    }
}

/** Whether the upper or the lower edge of a message is in sight. */
function isEdgeSeen(article, isUpper) {
    const [edges, area] = [article.getBoundingClientRect(), part("messages").getBoundingClientRect()];
    return isUpper ? edges.top >= area.top - 1 : edges.bottom <= area.bottom + 1;
}
