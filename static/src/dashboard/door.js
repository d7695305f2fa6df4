import { Component } from "@odoo/owl";
import { useService } from "@web/core/utils/hooks";

/** Which views show the records of a model best; the others have a list. */
const VIEWS = {
    "hr.recruitment.feedback.comment": ["kanban", "list"],
    "hr.applicant": ["list", "kanban", "form"],
};

/**
 * A number that opens the records behind it; where there is no access, only the number.
 * A door is an action's XML id, or a model and a domain, to which ``domain`` is added.
 */
export class Door extends Component {
    static template = "hr_recruitment_candidate_experience.Door";
    static props = {
        to: { optional: true },
        domain: { type: Array, optional: true },
        title: String,
        className: { type: String, optional: true },
        // After a dialog that it opens.
        onClose: { type: Function, optional: true },
        slots: Object,
    };
    static defaultProps = { domain: [] };

    setup() {
        this.action = useService("action");
    }

    async open() {
        const { to, title, onClose } = this.props;
        const domain = [...(to.domain || []), ...this.props.domain];
        if (to.action) {
            const action = await this.action.loadAction(to.action);
            return this.action.doAction(
                { ...action, domain: [...(action.domain || []), ...domain] },
                { additionalContext: to.context, onClose }
            );
        }
        const views = VIEWS[to.model] || ["list", "form"];
        return this.action.doAction({
            type: "ir.actions.act_window",
            name: title,
            res_model: to.model,
            res_id: to.res_id,
            views: (to.res_id ? ["form"] : views).map((view) => [false, view]),
            domain,
            context: to.context || {},
        });
    }
}
