// What the page itself says, in English and Russian.

const english = {
    title: "LocalAIChat sandbox", chats: "Chats", messages: "Messages", panel: "Behind the scenes", settings: "Settings",
    youAre: "You are", you: "You", bot: "bot", typing: "typing…", thinking: "Thinking…", connecting: "connecting…",
    connectingLong: "The sandbox does not answer. Trying again…", someoneTyping: "{name} is typing…", sendsFile: "sending a file…",
    newPerson: "New person", newGroup: "New group", newTopic: "New topic", newTab: "Open a tab beside this one, to be somebody else there",
    back: "Back to the chats", theme: "Light or dark", language: "Русский", languageCode: "ru", write: "Message",
    send: "Send", stop: "Stop", reply: "Reply", edit: "Edit", copy: "Copy", copied: "Copied", notCopied: "The browser did not let it be copied.",
    cancel: "Cancel", ok: "OK", create: "Create", close: "Close", commands: "Commands",
    replyTo: "Reply to {name}", editing: "Edit message", edited: "edited", deleted: "Deleted message", unfold: "Show all", fold: "Show less",
    hidden: "Hidden text; press to see it", newMessages: "To the newest messages", earlier: "Earlier messages",
    file: "File", download: "Download {name}", general: "General", unread: "{count} unread", group: "group", forum: "group with topics",
    today: "Today", yesterday: "Yesterday", start: "Start", block: "Block the bot", unblock: "Unblock the bot", blocked: "You blocked the bot.",
    members: "members", firstName: "First name", personLanguage: "Language of their Telegram", groupTitle: "Title of the group", isForum: "With topics",
    topicName: "Name of the topic", noChat: "Choose a chat on the left.", noMessages: "No messages yet",
    notSent: "Not sent: {error}", notDone: "That did not work: {error}", noConnection: "the sandbox can't be reached",
    welcome: "A messenger of your own", welcomeText: "The bot thinks it is talking to Telegram. All of it stays on this computer.",
    welcomeTry: "Try one of these, or write something:",
    tryOne: "Who are you?", tryTwo: "Write a short poem about the sea", tryThree: "Compare tea and coffee in a table",
    tryFour: "Write quicksort in Python and explain it",
    tips: "Enter sends, Shift+Enter breaks the line, ↑ edits what you wrote last. A new person and a group are at the top left; "
        + "what goes on behind the scenes is at the top right.",
    topicCreated: "Topic “{name}” was created", groupCreated: "{name} created the group", joined: "{name} joined", left: "{name} left",
    topicEdited: "Topic renamed to “{name}”", service: "Service message", photo: "Photo", video: "Video", animation: "Animation", audio: "Audio",
    voice_note: "Voice message", document: "File", map: "Place", unknown: "Something this page does not know",
    figures: "Figures", faults: "Faults", calls: "Calls of the bot", noCalls: "No calls yet.", allMethods: "All methods", onlyFailed: "Only failed",
    firstWord: "Send → first word here", flood: "429: too many", error: "500: server error", drop: "Connection dropped", slow: "Slow network",
    outage: "Telegram is away", faultHint: "See what the bot does when Telegram fails it. It lasts until you switch it off, or so many times.",
    seconds: "Seconds", times: "Times", untilOff: "∞", method: "Method", left_times: "{count} left", dropped: "dropped",
    fault: "injected fault", floodWait: "Flood control: chat {chat} has to wait {seconds} s", floodFree: "Flood control: chat {chat} is free",
    parameters: "Parameters", retryAfter: "retry after {seconds} s", apiAt: "Bot API at", number: "Call {number}", tookMilliseconds: "{count} ms",
    clearCalls: "Empty the list", failed: "failed", checked: "done", unchecked: "not done", formula: "Formula", ownMessage: "You", copyCode: "Copy the code",
    jump: "Go to the message", expired: "The bot did not answer the button.", chars: "{count} characters",
};

const russian = {
    title: "Песочница LocalAIChat", chats: "Чаты", messages: "Сообщения", panel: "За кулисами", settings: "Настройки",
    youAre: "Вы", you: "Вы", bot: "бот", typing: "печатает…", thinking: "Думает…", connecting: "соединение…",
    connectingLong: "Песочница не отвечает. Пробую ещё раз…", someoneTyping: "{name} печатает…", sendsFile: "отправляет файл…",
    newPerson: "Новый человек", newGroup: "Новая группа", newTopic: "Новая тема", newTab: "Открыть вкладку рядом, чтобы быть там кем-то другим",
    back: "К списку чатов", theme: "Светлая или тёмная", language: "English", languageCode: "en", write: "Сообщение",
    send: "Отправить", stop: "Остановить", reply: "Ответить", edit: "Изменить", copy: "Копировать", copied: "Скопировано",
    notCopied: "Браузер не дал скопировать.",
    cancel: "Отмена", ok: "ОК", create: "Создать", close: "Закрыть", commands: "Команды",
    replyTo: "Ответ: {name}", editing: "Изменение сообщения", edited: "изменено", deleted: "Удалённое сообщение", unfold: "Показать всё", fold: "Свернуть",
    hidden: "Скрытый текст; нажмите, чтобы увидеть", newMessages: "К новым сообщениям", earlier: "Более ранние сообщения",
    file: "Файл", download: "Скачать {name}", general: "Общая", unread: "Непрочитанных: {count}", group: "группа", forum: "группа с темами",
    today: "Сегодня", yesterday: "Вчера", start: "Начать", block: "Заблокировать бота", unblock: "Разблокировать бота", blocked: "Вы заблокировали бота.",
    members: "участники", firstName: "Имя", personLanguage: "Язык Телеграма", groupTitle: "Название группы", isForum: "С темами",
    topicName: "Название темы", noChat: "Выберите чат слева.", noMessages: "Сообщений пока нет",
    notSent: "Не отправлено: {error}", notDone: "Не получилось: {error}", noConnection: "песочница недоступна",
    welcome: "Собственный мессенджер", welcomeText: "Бот думает, что говорит с Телеграмом. Всё остаётся на этом компьютере.",
    welcomeTry: "Попробуйте одно из этого или напишите что-нибудь:",
    tryOne: "Кто ты?", tryTwo: "Напиши короткое стихотворение о море", tryThree: "Сравни чай и кофе в таблице",
    tryFour: "Напиши быструю сортировку на Python и объясни её",
    tips: "Enter отправляет, Shift+Enter переносит строку, ↑ изменяет последнее сообщение. Новый человек и группа — слева вверху; "
        + "что происходит за кулисами — справа вверху.",
    topicCreated: "Создана тема «{name}»", groupCreated: "{name} — создание группы", joined: "{name} теперь в группе", left: "{name} больше не в группе",
    topicEdited: "Тема теперь называется «{name}»", service: "Служебное сообщение", photo: "Фото", video: "Видео", animation: "Анимация", audio: "Аудио",
    voice_note: "Голосовое сообщение", document: "Файл", map: "Место", unknown: "Что-то незнакомое этой странице",
    figures: "Показатели", faults: "Сбои", calls: "Вызовы бота", noCalls: "Вызовов пока нет.", allMethods: "Все методы", onlyFailed: "Только неудачные",
    firstWord: "От отправки до первого слова здесь", flood: "429: слишком часто", error: "500: ошибка сервера", drop: "Обрыв соединения", slow: "Медленная сеть",
    outage: "Телеграм недоступен",
    faultHint: "Посмотрите, что делает бот, когда Телеграм подводит. Сбой длится, пока вы его не выключите, или столько раз.",
    seconds: "Секунд", times: "Раз", untilOff: "∞", method: "Метод", left_times: "осталось {count}", dropped: "обрыв",
    fault: "вызванный сбой", floodWait: "Ограничение частоты: чат {chat} ждёт {seconds} с", floodFree: "Ограничение частоты: чат {chat} свободен",
    parameters: "Параметры", retryAfter: "повторить через {seconds} с", apiAt: "Bot API:", number: "Вызов {number}", tookMilliseconds: "{count} мс",
    clearCalls: "Очистить список", failed: "неудача", checked: "сделано", unchecked: "не сделано", formula: "Формула", ownMessage: "Вы", copyCode: "Копировать код",
    jump: "Перейти к сообщению", expired: "Бот не ответил на кнопку.", chars: "Символов: {count}",
};

const plurals = {
    en: { members: { one: "{count} member", other: "{count} members" } },
    ru: { members: { one: "{count} участник", few: "{count} участника", many: "{count} участников", other: "{count} участника" } },
};

export const languages = { en: english, ru: russian };

let current = "en";

/** @param {string} language an IETF tag; English where it is not Russian. */
export function setLanguage(language) {
    current = language.toLowerCase().startsWith("ru") ? "ru" : "en";
}

export function currentLanguage() {
    return current;
}

/** The words for something, with what belongs between braces. */
export function say(key, values = {}) {
    return insert(languages[current][key] ?? key, values);
}

/** The same of a number of things, in the form that the language has for it. */
export function sayCount(key, count) {
    const form = new Intl.PluralRules(current).select(count);
    const forms = plurals[current][key];
    return insert(forms[form] ?? forms.other, { count });
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
