import { Component } from "@odoo/owl";
import { DashboardSection } from "./dashboard_section";
import { sayNumber } from "./numbers";

/** What came of applications, by the score that the ad had when they came in. */
export class AdSection extends Component {
    static template = "hr_recruitment_candidate_experience.AdSection";
    static components = { DashboardSection };
    static props = { data: Object };

    get ads() {
        return this.props.data.ads;
    }

    sayNumber = sayNumber;
}
