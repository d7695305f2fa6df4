import { Component } from "@odoo/owl";
import { DashboardSection } from "./dashboard_section";
import { sayNumber } from "./numbers";

/** What people write about the company elsewhere, beside its cNPS. */
export class ReviewSection extends Component {
    static template = "hr_recruitment_candidate_experience.ReviewSection";
    static components = { DashboardSection };
    static props = { data: Object };

    get reviews() {
        return this.props.data.reviews;
    }

    get ratings() {
        const { whole, kinds, sources } = this.reviews;
        return [whole, ...kinds, ...sources];
    }

    sayNumber = sayNumber;
}
