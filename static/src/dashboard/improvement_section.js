import { Component } from "@odoo/owl";
import { deserializeDate, formatDate } from "@web/core/l10n/dates";
import { _t } from "@web/core/l10n/translation";
import { DashboardCard } from "./dashboard_card";
import { Door } from "./door";
import { sayChange } from "./numbers";
import { ScoreValue } from "./score_value";

/** What we changed, and the score before and after. */
export class ImprovementSection extends Component {
    static template = "hr_recruitment_candidate_experience.ImprovementSection";
    static components = { DashboardCard, Door, ScoreValue };
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

    /** Why there is no change is said beside the score that is missing. */
    sayChange({ change }) {
        if (change.reason) {
            return "";
        }
        const value = sayChange(change.value);
        return change.significant
            ? _t("%s: a significant change", value)
            : _t("%s: no significant change", value);
    }
}
