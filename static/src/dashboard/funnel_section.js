import { Component } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { DashboardCard } from "./dashboard_card";
import { Door } from "./door";
import { ImproveButton } from "./improve_button";
import { sayDays, sayNumber, sayPercent } from "./numbers";

/** Where candidates go on, wait and leave, stage by stage. */
export class FunnelSection extends Component {
    static template = "hr_recruitment_candidate_experience.FunnelSection";
    static components = { DashboardCard, Door, ImproveButton };
    static props = { data: Object };

    get totals() {
        const { funnel } = this.props.data;
        return [
            ["applications", _t("Applications"), []],
            ["hired", _t("Hires"), [["outcome", "=", "hired"]]],
            ["refused", _t("Refusals"), [["outcome", "=", "refused"]]],
            ["withdrawn", _t("Withdrawals"), [["outcome", "=", "withdrawn"]]],
            ["ongoing", _t("Ongoing"), [["outcome", "=", "ongoing"]]],
        ].map(([name, label, domain]) => ({ name, label, domain, count: funnel[name] }));
    }

    get most() {
        return Math.max(1, ...this.props.data.funnel.stages.map(({ entered }) => entered));
    }

    /** Those who withdrew are still in the stage in which they did. */
    getWithdrawn({ key }) {
        return [
            ["stage_id", "=", key],
            ["outcome", "=", "withdrawn"],
        ];
    }

    sayDays = sayDays;
    sayNumber = sayNumber;
    sayPercent = sayPercent;
}
