import { Component } from "@odoo/owl";
import { deserializeDate, formatDate } from "@web/core/l10n/dates";
import { DashboardSection } from "./dashboard_section";
import { Door } from "./door";
import { ScoreValue } from "./score_value";

/** What we changed, and the score before and after. */
export class ImprovementSection extends Component {
    static template = "hr_recruitment_candidate_experience.ImprovementSection";
    static components = { DashboardSection, Door, ScoreValue };
    static props = { data: Object };

    getDoor({ id }) {
        return this.props.data.access === "manager"
            ? { model: "hr.recruitment.improvement", res_id: id }
            : undefined;
    }

    sayDetails({ state_label, target, owner, date }) {
        const day = date ? formatDate(deserializeDate(date)) : "";
        return [state_label, target, owner, day].filter(Boolean).join(" · ");
    }
}
