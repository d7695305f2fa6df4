import { Component } from "@odoo/owl";
import { Count } from "./count";
import { DashboardSection } from "./dashboard_section";
import { sayPercent } from "./numbers";
import { ShareBar } from "./share_bar";
import { ShowAllButton, useShortList } from "./short_list";

const SHORT = 8;

/** Where applications come from, and how many of them end in a hire. */
export class SourceSection extends Component {
    static template = "hr_recruitment_candidate_experience.SourceSection";
    static components = { Count, DashboardSection, ShareBar, ShowAllButton };
    static props = { data: Object };

    setup() {
        this.list = useShortList(() => this.props.data.sources, SHORT);
    }

    get most() {
        return Math.max(...this.props.data.sources.map(({ applications }) => applications));
    }

    getHired({ domain }) {
        return [...domain, ["outcome", "=", "hired"]];
    }

    sayPercent = sayPercent;
}
