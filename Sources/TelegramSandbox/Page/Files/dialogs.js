// What makes new people, groups and topics.
import { make } from "./dom.js";
import { nameOf } from "./names.js";
import { showDialog } from "./notices.js";
import { perform } from "./requests.js";
import { currentLanguage, say } from "./words.js";

/** @param {function(Object)} done the new User. */
export function askForPerson(done) {
    const name = field(
        "text", {name: "first_name", required: true, maxlength: 64, autocomplete: "off", "data-testid": "person-name"}
    );
    const language = make(
        "select",
        {name: "language_code", "data-testid": "person-language"},
        [
            ["en", "English"], ["ru", "Русский"], ["de", "Deutsch"], ["fr", "Français"], ["es", "Español"],
            ["ar", "العربية"], ["zh", "中文"]
        ].map(([code, word]) => make("option", {value: code, selected: code === currentLanguage()}, word)),
    );
    ask("newPerson", [labelled("firstName", name), labelled("personLanguage", language)],
        () => perform("people", {first_name: name.value, language_code: language.value}), done);
}

/** @param {function(Object)} done the new chat. */
export function askForGroup(state, me, done) {
    const title = field(
        "text", {name: "title", required: true, maxlength: 128, autocomplete: "off", "data-testid": "group-title"}
    );
    const members = [...state.people.values()].map(
        (person) => ({
            id: person.id,
            box: field("checkbox", {checked: true, disabled: person.id === me, value: person.id}),
            name: nameOf(person),
        })
    );
    const isForum = field("checkbox", {name: "is_forum", "data-testid": "group-forum"});
    const list = make(
        "fieldset",
        {},
        make("legend", {}, say("members")),
        members.map(({box, name}) => make("label", {class: "check"}, box, make("bdi", {}, name))),
    );
    const forum = make("label", {class: "check"}, isForum, say("isForum"));
    ask("newGroup", [labelled("groupTitle", title), list, forum], () => {
        const chosen = members.filter(({ box }) => box.checked).map(({ id }) => id);
        return perform("groups", { title: title.value, members: chosen, is_forum: isForum.checked });
    }, done);
}

/** @param {function(number)} done the new topic's message_thread_id. */
export function askForTopic(chatID, me, done) {
    const name = field(
        "text", {name: "name", required: true, maxlength: 128, autocomplete: "off", "data-testid": "topic-name"}
    );
    ask(
        "newTopic", [labelled("topicName", name)],
        () => perform("topics", {chat_id: chatID, name: name.value, from: me}),
        (topic) => done(topic.message_thread_id),
    );
}

function field(type, attributes) { return make("input", {type, ...attributes}); }

function labelled(key, control) { return make("label", {class: "labelled"}, make("span", {}, say(key)), control); }

/**
 * @param {function(): Promise<Object>} create makes it.
 * @param {function(Object)} done gets what was made, when the dialog is closed and the focus back where it was.
 */
function ask(title, fields, create, done) {
    const error = make("p", {class: "form-error", role: "alert", hidden: true});
    const submit = make("button", {type: "submit", class: "primary", "data-testid": "create"}, say("create"));
    const form = make(
        "form",
        {class: "form"},
        make("h2", {id: "dialog-title"}, say(title)),
        fields,
        error,
        make(
            "div",
            {class: "dialog-buttons"},
            make("button", {type: "button", onclick: () => dialog.close()}, say("cancel")),
            submit,
        ),
    );
    const dialog = make("dialog", {class: "dialog", "aria-labelledby": "dialog-title"}, form);
    form.addEventListener("submit", async (event) => {
        event.preventDefault();
        for (const name of form.querySelectorAll("input[type=text]")) name.value = name.value.trim();
        if (!form.reportValidity()) return;
        submit.disabled = true;
        try {
            const made = await create();
            dialog.close();
            done(made);
        } catch (problem) {
            error.textContent = say("notDone", { error: problem.message });
            error.hidden = false;
        } finally {
            submit.disabled = false;
        }
    });
    showDialog(dialog);
}
