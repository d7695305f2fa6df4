import { Component } from "@odoo/owl";

/** How much of the largest; the number itself stands beside it. */
export class ShareBar extends Component {
    static template = "hr_recruitment_candidate_experience.ShareBar";
    static props = { value: Number, most: Number };

    get width() {
        return `width: ${(100 * this.props.value) / Math.max(1, this.props.most)}%`;
    }
}
