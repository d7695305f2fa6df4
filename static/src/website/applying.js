import { patch } from "@web/core/utils/patch";
import { Form } from "@website/snippets/s_website_form/form";

import { Counter } from "./counter";
import { Draft } from "./draft";
import { explainFields, forgetErrors } from "./field_errors";

/**
 * The application form on the website, where the company uses job ads: what is asked beside
 * Odoo's fields, what went wrong, said at the field, and a draft that survives a lost
 * connection. Odoo's form stays what marketeers made of it.
 */
patch(Form.prototype, {
    setup() {
        const questions = document.querySelector(".o_cx_applying");
        this.isApplication = Boolean(questions) && this.el.id === "hr_recruitment_form";
        if (this.isApplication) {
            this.jobId = questions.dataset.job;
            this.isTrial = Boolean(questions.dataset.trial);
            this.words = JSON.parse(questions.dataset.words);
            this.moveQuestions(questions);
        }
        super.setup();
    },

    start() {
        super.start();
        if (this.isApplication) {
            this.draft = new Draft(this.el, this.jobId, this.words);
            this.draft.restore();
            this.tellMissed();
            this.counter = new Counter(this.jobId, this.isTrial);
            this.counter.count("opened");
            this.addListener(this.el, "input", () => {
                this.draft.keepSoon();
                this.counter.count("started");
            });
            this.addListener(this.el, "change", () => this.tellMissed());
        }
    },

    moveQuestions(questions) {
        const button = this.el.querySelector(".s_website_form_submit");
        const rows = button?.parentNode || this.el;
        while (questions.firstElementChild) {
            rows.insertBefore(questions.firstElementChild, button || null);
        }
    },

    /** This role needs X – at once, and it stops nobody. */
    tellMissed() {
        for (const field of this.el.querySelectorAll(".o_cx_requirement")) {
            const missed = field.querySelector("input[value=no]").checked;
            field.querySelector(".o_cx_missed").classList.toggle("d-none", !missed);
        }
    },

    async send() {
        this.hasFailed = false;
        const sent = await super.send(...arguments);
        if (this.isApplication && sent !== false && !this.hasFailed) {
            this.draft.forget();
            this.counter.count("sent");
        }
        return sent;
    },

    checkErrorFields(errorFields) {
        const valid = super.checkErrorFields(errorFields);
        if (!this.isApplication) {
            return valid;
        }
        const wrong = explainFields(this.el, errorFields, this.words);
        wrong.forEach((name) => this.counter.count("failed", name));
        return valid && !wrong.length;
    },

    removeErrorMessages() {
        super.removeErrorMessages(...arguments);
        if (this.isApplication) {
            forgetErrors(this.el);
        }
    },

    updateStatus(status, message) {
        this.hasFailed = status === "error";
        if (this.isApplication && this.hasFailed && !message) {
            message = navigator.onLine ? this.words.failed : this.words.offline;
        }
        return super.updateStatus(status, message);
    },
});
