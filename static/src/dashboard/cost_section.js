import { Component } from "@odoo/owl";
import { DashboardSection } from "./dashboard_section";
import { Door } from "./door";
import { sayNumber } from "./numbers";

/** What bad experience costs, where somebody has said what is to be assumed. */
export class CostSection extends Component {
    static template = "hr_recruitment_candidate_experience.CostSection";
    static components = { DashboardSection, Door };
    static props = { data: Object };

    get labels() {
        return this.props.data.labels.costs;
    }

    /** A company is named only beside others. */
    get named() {
        return this.props.data.costs.length > 1;
    }

    /** What is lost, its sum, and what could be won. */
    getRows({ rows, total, gain }) {
        return [...rows, total, gain];
    }

    sayNumber = sayNumber;
}
