import { Component } from "@odoo/owl";
import { registry } from "@web/core/registry";
import { standardFieldProps } from "@web/views/fields/standard_field_props";

/**
 * A score from 0 to 10 in the colour of its group: promoter, passive or detractor.
 * Odoo's badge shows nothing for 0, and 0 is a score.
 */
export class ScoreField extends Component {
    static template = "hr_recruitment_candidate_experience.ScoreField";
    static props = { ...standardFieldProps };

    get score() {
        return this.props.record.data[this.props.name];
    }

    get color() {
        if (this.score >= 9) {
            return "success";
        }
        return this.score >= 7 ? "warning" : "danger";
    }
}

registry.category("fields").add("cnps_score", {
    component: ScoreField,
    additionalClasses: ["o_field_badge"],
    supportedTypes: ["integer"],
});
