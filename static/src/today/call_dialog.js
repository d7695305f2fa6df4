import { Component, markup, useRef, useState } from "@odoo/owl";
import { Dialog } from "@web/core/dialog/dialog";
import { useAutofocus } from "@web/core/utils/hooks";

/** The number, the words that help, and room for what was said. */
export class CallDialog extends Component {
    static template = "hr_recruitment_candidate_experience.CallDialog";
    static components = { Dialog };
    static props = { line: Object, close: Function, confirm: Function };

    setup() {
        this.state = useState({ isSaving: false });
        this.said = useRef("said");
        useAutofocus({ refName: "said" });
    }

    /** Odoo has cleaned it when it was written. */
    get guide() {
        return markup(this.props.line.note);
    }

    async confirm() {
        this.state.isSaving = true;
        try {
            await this.props.confirm(this.said.el.value.trim());
            this.props.close();
        } finally {
            this.state.isSaving = false;
        }
    }
}
