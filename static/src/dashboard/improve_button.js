import { Component } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { useService } from "@web/core/utils/hooks";

const ACTION = "hr_recruitment_candidate_experience.action_improvement_new";

/** From a number that should be better to an action that shall make it so. */
export class ImproveButton extends Component {
    static template = "hr_recruitment_candidate_experience.ImproveButton";
    static props = {
        about: String,
        // Field of the improvement action → its value.
        values: Object,
    };

    setup() {
        this.action = useService("action");
    }

    get title() {
        return _t("New improvement action: %s", this.props.about);
    }

    start() {
        const defaults = Object.entries(this.props.values).map(([name, value]) => [
            `default_${name}`,
            value,
        ]);
        const additionalContext = Object.fromEntries(defaults);
        return this.action.doAction(ACTION, { additionalContext });
    }
}
