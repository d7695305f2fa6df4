import { htmlField, HtmlField } from "@html_editor/fields/html_field";
import { Component, onMounted, useRef, useState } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { user } from "@web/core/user";
import { useService } from "@web/core/utils/hooks";
import { useDebounced } from "@web/core/utils/timing";
import { useRecordObserver } from "@web/model/relational_model/utils";
import { AdChecklist } from "./ad_checklist";
import { appendPart, replaceWords, selectWords, writeOutline } from "./ad_text";
import { PhonePreview } from "./phone_preview";

// What is looked at before it is saved, where the form has it.
const TYPED = [
    "name",
    "description",
    "website_description",
    "pay_min",
    "pay_max",
    "pay_variable",
    "pay_agreement",
    "pay_benefits",
    "contract_type_id",
    "user_id",
];
// Somebody types: it is looked at when they stop for a moment.
const PAUSE = 700;

/** Odoo's editor, which says when it is ready and when something was typed. */
class AdEditor extends HtmlField {
    static props = { ...HtmlField.props, onReady: Function, onTyped: Function };

    onEditorLoad(editor) {
        super.onEditorLoad(editor);
        this.props.onReady(editor);
    }

    onChange() {
        super.onChange();
        this.props.onTyped();
    }
}

/** What is typed in the form and not saved. */
export function readTyped(record, text) {
    const typed = {};
    for (const name of TYPED) {
        if (name in record.data) {
            const value = record.data[name];
            typed[name] = value && value.id !== undefined ? value.id : value || false;
        }
    }
    for (const name of ["description", "website_description"]) {
        if (typed[name]) {
            typed[name] = typed[name].toString();
        }
    }
    return text === undefined ? typed : { ...typed, website_description: text };
}

/** The ad, and beside it what it has and what it lacks. */
export class AdStudio extends Component {
    static template = "hr_recruitment_candidate_experience.AdStudio";
    static components = { AdEditor, AdChecklist };
    static props = { ...HtmlField.props };

    setup() {
        this.orm = useService("orm");
        this.dialog = useService("dialog");
        this.notification = useService("notification");
        this.root = useRef("root");
        this.state = useState({ found: null, looking: false });
        this.asked = 0;
        this.onReady = (editor) => {
            this.editor = editor;
        };
        this.onTyped = () => this.look();
        this.look = useDebounced(this.lookNow, PAUSE);
        useRecordObserver((record) => {
            // Each is read, so that a change of it is noticed.
            TYPED.forEach((name) => record.data[name]);
            this.look();
        });
        onMounted(() => this.lookNow());
    }

    get editorProps() {
        return { ...this.props, onReady: this.onReady, onTyped: this.onTyped };
    }

    get text() {
        const { editor } = this;
        return editor && !editor.isDestroyed ? editor.getContent() : undefined;
    }

    async lookNow() {
        const { record } = this.props;
        const number = ++this.asked;
        const ids = record.resId ? [record.resId] : [];
        this.state.looking = true;
        try {
            const found = await this.orm.silent.call("hr.job", "look_at_ad", [ids], {
                typed: readTyped(record, this.text),
            });
            // Only what was asked last counts.
            if (number === this.asked) {
                this.state.found = found;
            }
            return found;
        } finally {
            if (number === this.asked) {
                this.state.looking = false;
            }
        }
    }

    // One click mends ----------------------------------------------------------------

    mend(mend) {
        return {
            insert: () => appendPart(this.editor, mend),
            outline: () => this.begin(),
            replace: () =>
                replaceWords(this.editor, mend.found, mend.by) || this.findInForm(mend.found),
            show: () => selectWords(this.editor, mend.found) || this.findInForm(mend.found),
            field: () => this.openField(mend.name),
            translate: () => this.openTranslations(),
            tick: () => this.tick(mend.id, true),
        }[mend.do]();
    }

    async begin() {
        const outline = await this.orm.call("hr.job", "get_ad_outline", [], {
            lang: user.lang && user.lang.replace("-", "_"),
        });
        writeOutline(this.editor, outline);
    }

    async tick(id, done) {
        const { record } = this.props;
        if (!record.resId && !(await record.save())) {
            return;
        }
        await this.orm.call("hr.job", "tick_ad_point", [[record.resId], id, done]);
        await this.lookNow();
    }

    /** The words stand in another field of the form: the tab with the summary. */
    findInForm(words) {
        const summary = this.props.record.data.description;
        if (words && summary && summary.toString().includes(words)) {
            return this.openField("description");
        }
        this.notification.add(_t("It stands in a part that cannot be changed here."), {
            type: "info",
        });
    }

    async openField(name) {
        const form = this.root.el.closest(".o_form_view");
        const node = this.env.config.viewArch?.querySelector(`field[name="${name}"]`);
        const page = node?.closest("page")?.getAttribute("name");
        if (page) {
            form.querySelector(`.o_notebook_headers a[name="${page}"]`)?.click();
            await new Promise((resolve) => setTimeout(resolve, 150));
        }
        const field = form.querySelector(`.o_field_widget[name="${name}"]`);
        if (!field) {
            this.notification.add(_t("This form does not show the field."), { type: "info" });
            return;
        }
        field.scrollIntoView({ block: "center" });
        field.querySelector("input, textarea, .odoo-editor-editable")?.focus();
    }

    async openTranslations() {
        const { record } = this.props;
        if (!record.resId && !(await record.save())) {
            return;
        }
        const button = this.root.el.querySelector(".o_field_translate.btn, .btn.o_field_translate");
        if (button) {
            button.click();
        } else {
            this.notification.add(
                _t("Change your language to the other one, and write the ad in it.")
            );
        }
    }

    scrollToChecklist() {
        this.root.el.querySelector(".o_cx_ad_checklist").scrollIntoView();
    }

    // On a phone ---------------------------------------------------------------------

    async openPreview() {
        const { record } = this.props;
        if (((await record.isDirty()) || !record.resId) && !(await record.save())) {
            return;
        }
        const { url } = this.state.found?.url ? this.state.found : await this.lookNow();
        if (url) {
            this.dialog.add(PhonePreview, { url });
        }
    }

    get isWritten() {
        return !this.props.readonly;
    }
}

registry.category("fields").add("ad_studio", {
    ...htmlField,
    component: AdStudio,
    displayName: _t("Job Ad With Checklist"),
    additionalClasses: ["o_cx_ad_studio_field"],
});
