import { debounce } from "@web/core/utils/timing";

const LASTS = 24 * 60 * 60 * 1000;
const NOT_KEPT = ["file", "hidden", "password", "submit", "button"];

/**
 * What somebody has typed into a form, kept on their device for a day: no files, nothing on
 * the server, and gone at a press, for those who share a device.
 */
export class Draft {
    constructor(form, job, words) {
        this.words = words;
        this.form = form;
        this.key = `candidate_draft_${job}`;
        this.keepSoon = debounce(() => this.keep(), 400);
    }

    get inputs() {
        return [...this.form.querySelectorAll("[name]")].filter(
            (input) => "value" in input && !NOT_KEPT.includes(input.type)
        );
    }

    /** @returns {Object|null} names and values; a device may forbid to keep anything */
    read() {
        try {
            const { time, values } = JSON.parse(window.localStorage.getItem(this.key));
            if (Date.now() - time < LASTS) {
                return values;
            }
            window.localStorage.removeItem(this.key);
        } catch {
            // Nothing was kept.
        }
        return null;
    }

    keep() {
        if (!this.form.isConnected || this.isSent) {
            return;
        }
        const values = {};
        for (const input of this.inputs) {
            if (["radio", "checkbox"].includes(input.type)) {
                if (input.checked) {
                    values[input.name] = input.value;
                }
            } else if (input.value && input.value !== input.defaultValue) {
                values[input.name] = input.value;
            }
        }
        try {
            const kept = JSON.stringify({ time: Date.now(), values });
            window.localStorage.setItem(this.key, kept);
        } catch {
            return;
        }
        this.tell(this.words.kept);
    }

    restore() {
        const values = this.read();
        if (!values || !Object.keys(values).length) {
            return;
        }
        for (const input of this.inputs) {
            const value = values[input.name];
            if (value === undefined) {
                continue;
            }
            if (["radio", "checkbox"].includes(input.type)) {
                input.checked = input.value === value;
            } else {
                input.value = value;
            }
        }
        this.tell(this.words.restored);
    }

    /** It was sent. */
    forget() {
        this.isSent = true;
        this.remove();
    }

    remove() {
        try {
            window.localStorage.removeItem(this.key);
        } catch {
            // Nothing was kept.
        }
        this.note?.remove();
        this.note = null;
    }

    tell(text) {
        if (this.note) {
            return;
        }
        this.note = document.createElement("div");
        this.note.className = "o_cx_draft col-12 text-muted small py-2";
        this.note.setAttribute("role", "status");
        const button = document.createElement("button");
        button.type = "button";
        button.className = "btn btn-link btn-sm p-0 ms-1 align-baseline";
        button.textContent = this.words.remove;
        button.addEventListener("click", () => this.clear());
        this.note.append(text, " ", button);
        this.form.querySelector(".s_website_form_rows")?.prepend(this.note);
    }

    /** Somebody else may sit here next. */
    clear() {
        this.keepSoon.cancel();
        this.remove();
        for (const input of this.inputs) {
            if (["radio", "checkbox"].includes(input.type)) {
                input.checked = input.defaultChecked;
            } else {
                input.value = input.defaultValue || "";
            }
        }
        this.form.dispatchEvent(new Event("change", { bubbles: true }));
    }
}
