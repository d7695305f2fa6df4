import { Component } from "@odoo/owl";

/**
 * One question of the dashboard and its answer: a title, what it means, and either the
 * numbers, why they are hidden, or what it says when there is nothing to show yet.
 */
export class DashboardSection extends Component {
    static template = "hr_recruitment_candidate_experience.DashboardSection";
    static props = {
        name: String,
        title: String,
        help: { type: String, optional: true },
        // The service's words for too few answers, or for another reader.
        hidden: { type: String, optional: true },
        isEmpty: { type: Boolean, optional: true },
        empty: { type: String, optional: true },
        slots: Object,
    };
}
