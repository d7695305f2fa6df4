import { Component } from "@odoo/owl";
import { DashboardSection } from "./dashboard_section";
import { sayNumber } from "./numbers";

/** Who of those who were hired stays, and what went with it. */
export class StaySection extends Component {
    static template = "hr_recruitment_candidate_experience.StaySection";
    static components = { DashboardSection };
    static props = { data: Object };

    get stays() {
        return this.props.data.stays;
    }

    sayNumber = sayNumber;
}
