const MARK = "o_cx_field_error";

/** What is wrong with the value of an input, as one would tell a person. */
function sayWhatIsWrong(input, words) {
    const { valueMissing, typeMismatch } = input.validity;
    if (valueMissing && input.type === "radio") {
        return words.answer;
    }
    if (valueMissing && (input.type === "file" || input.name === "linkedin_profile")) {
        return words.file;
    }
    if (valueMissing) {
        return words.missing;
    }
    if (typeMismatch && input.type === "email") {
        return words.email;
    }
    return input.validationMessage || words.wrong;
}

function addMessage(before, text, id) {
    const message = document.createElement("div");
    message.className = `${MARK} text-danger small mt-1`;
    message.id = id;
    message.textContent = text;
    before(message);
}

function getLabel(field) {
    return field.querySelector(".s_website_form_label_content")?.textContent.trim() || "";
}

/** A field that a theme hides cannot be mended by who fills in the form. */
function tellHidden(form, field, words) {
    const result = form.querySelector(".s_website_form_submit") || form;
    const text = words.hidden.replace("%s", getLabel(field));
    addMessage((message) => result.prepend(message), text, "o_cx_hidden_field");
}

function getDescriptions(input) {
    return (input.getAttribute("aria-describedby") || "").split(" ").filter(Boolean);
}

/** What screen readers read at a field: an error before what was there. */
function describe(input, ids) {
    if (ids.length) {
        input.setAttribute("aria-describedby", ids.join(" "));
    } else {
        input.removeAttribute("aria-describedby");
    }
}

function explainField(field, input, number, words) {
    const id = `o_cx_field_error_${number}`;
    addMessage((message) => field.append(message), sayWhatIsWrong(input, words), id);
    for (const each of field.querySelectorAll(".s_website_form_input")) {
        each.setAttribute("aria-invalid", "true");
        describe(each, [id, ...getDescriptions(each)]);
    }
}

export function forgetErrors(form) {
    form.querySelectorAll(`.${MARK}`).forEach((message) => message.remove());
    for (const input of form.querySelectorAll("[aria-invalid]")) {
        input.removeAttribute("aria-invalid");
        describe(
            input,
            getDescriptions(input).filter((id) => !id.startsWith(MARK))
        );
    }
}

/** Fields that the server complains about: names, in a list. */
function markRefused(form, refused) {
    for (const name of Array.isArray(refused) ? refused : []) {
        const input = form.querySelector(`[name="${CSS.escape(name)}"]`);
        input?.closest(".s_website_form_field")?.classList.add("o_has_error");
    }
}

/**
 * Say at each field what is wrong with it, and go to the first one.
 *
 * @param {HTMLElement} form that Odoo has looked through already
 * @param {string[]|Object} refused what the server complains about
 * @param {Object} words in the language of the page
 * @returns {string[]} names of what is wrong
 */
export function explainFields(form, refused, words) {
    forgetErrors(form);
    markRefused(form, refused);
    let first = null;
    const wrong = [];
    const fields = form.querySelectorAll(".s_website_form_field.o_has_error");
    for (const [number, field] of fields.entries()) {
        const inputs = [...field.querySelectorAll(".s_website_form_input")];
        const input = inputs.find((each) => !each.checkValidity()) || inputs[0];
        if (!input) {
            continue;
        }
        wrong.push(input.name);
        if (!field.getClientRects().length) {
            tellHidden(form, field, words);
            continue;
        }
        explainField(field, input, number, words);
        first = first || input;
    }
    first?.focus();
    return wrong;
}
