import { Component } from "@odoo/owl";
import { DashboardSection } from "./dashboard_section";
import { Door } from "./door";

const COLORS = { reached: "text-success", missed: "text-danger" };

/** What was reached of the goals of the year. */
export class GoalSection extends Component {
    static template = "hr_recruitment_candidate_experience.GoalSection";
    static components = { DashboardSection, Door };
    static props = { data: Object };

    get labels() {
        return this.props.data.labels.results;
    }

    /** A company is named only beside others. */
    get named() {
        return this.props.data.results.length > 1;
    }

    getColor({ verdict }) {
        return COLORS[verdict] || "text-muted";
    }
}
