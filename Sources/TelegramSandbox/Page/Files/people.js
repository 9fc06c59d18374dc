// Who one is.
import { make, part } from "./dom.js";
import { morphChildren } from "./morph.js";
import { nameOf } from "./names.js";

export function showPeople(state, personID) {
    const field = part("person");
    morphChildren(
        field,
        make(
            "select",
            {},
            [...state.people.values()].map((person) => make("option", {value: person.id}, nameOf(person))),
        )
    );
    field.value = String(personID);
}
