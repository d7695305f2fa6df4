import { Component } from "@odoo/owl";
import { DashboardSection } from "./dashboard_section";
import { Door } from "./door";

/** What turned: numbers that are not what they were. */
export class AlarmSection extends Component {
    static template = "hr_recruitment_candidate_experience.AlarmSection";
    static components = { DashboardSection, Door };
    static props = { data: Object };

    getDoor({ id }) {
        return { model: "hr.recruitment.experience.alarm", res_id: id };
    }

    getIcon({ direction }) {
        return direction === "worse"
            ? "fa-arrow-circle-down text-danger"
            : "fa-arrow-circle-up text-success";
    }
}
