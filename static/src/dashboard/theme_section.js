import { Component } from "@odoo/owl";
import { Count } from "./count";
import { DashboardSection } from "./dashboard_section";
import { Door } from "./door";
import { ShareBar } from "./share_bar";

const THEMES = "hr_recruitment_candidate_experience.action_feedback_theme";

/** What candidates write about, and how content those are who do. */
export class ThemeSection extends Component {
    static template = "hr_recruitment_candidate_experience.ThemeSection";
    static components = { Count, DashboardSection, Door, ShareBar };
    static props = { data: Object };

    get themes() {
        return this.props.data.themes;
    }

    get labels() {
        return this.props.data.labels.themes;
    }

    get settings() {
        return { action: THEMES };
    }

    /** The color of a difference that is no accident. */
    getColor({ significant, value }) {
        return significant ? (value > 0 ? "text-success" : "text-danger") : "";
    }
}
