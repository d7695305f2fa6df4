import { Component } from "@odoo/owl";
import { Count } from "./count";
import { buildCounts, CountList } from "./count_list";
import { DashboardSection } from "./dashboard_section";
import { ImproveButton } from "./improve_button";
import { sayPercent } from "./numbers";
import { ShareBar } from "./share_bar";

const TOTALS = {
    applications: [],
    hired: [["outcome", "=", "hired"]],
    refused: [["outcome", "=", "refused"]],
    withdrawn: [["outcome", "=", "withdrawn"]],
    ongoing: [["outcome", "=", "ongoing"]],
};

/** Where candidates go on, wait and leave, stage by stage. */
export class FunnelSection extends Component {
    static template = "hr_recruitment_candidate_experience.FunnelSection";
    static components = { Count, CountList, DashboardSection, ImproveButton, ShareBar };
    static props = { data: Object };

    get totals() {
        const { funnel, labels } = this.props.data;
        return buildCounts(funnel, labels.funnel, TOTALS);
    }

    get most() {
        return Math.max(...this.props.data.funnel.stages.map(({ entered }) => entered));
    }

    /** Those who withdrew are still in the stage in which they did. */
    getWithdrawn({ key }) {
        return [
            ["stage_id", "=", key],
            ["outcome", "=", "withdrawn"],
        ];
    }

    sayPercent = sayPercent;
}
