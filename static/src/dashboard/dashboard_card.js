import { Component } from "@odoo/owl";

/** One question of the dashboard and its answer. */
export class DashboardCard extends Component {
    static template = "hr_recruitment_candidate_experience.DashboardCard";
    static props = {
        name: String,
        title: String,
        explanation: { type: String, optional: true },
        className: { type: String, optional: true },
        slots: Object,
    };
}
