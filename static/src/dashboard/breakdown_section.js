import { Component } from "@odoo/owl";
import { Count } from "./count";
import { DashboardSection } from "./dashboard_section";
import { IntervalBar } from "./interval_bar";
import { ScoreValue } from "./score_value";
import { ShowAllButton, useShortList } from "./short_list";

const SHORT = 8;
const WAYS = [
    "moment",
    "job",
    "department",
    "company",
    "user",
    "manager",
    "source",
    "medium",
    "outcome",
    "earlier_contact",
];

/** The score of each moment, job position, recruiter … one way of dividing at a time. */
export class BreakdownSection extends Component {
    static template = "hr_recruitment_candidate_experience.BreakdownSection";
    static components = { Count, DashboardSection, IntervalBar, ScoreValue, ShowAllButton };
    static props = { data: Object, chosen: [String, Boolean], choose: Function };

    setup() {
        this.list = useShortList(() => this.props.data.groups[this.way] || [], SHORT);
    }

    get ways() {
        return WAYS.filter((name) => this.props.data.groups[name]?.length);
    }

    get way() {
        const { ways } = this;
        return ways.includes(this.props.chosen) ? this.props.chosen : ways[0];
    }

    getDoor({ domain }) {
        return domain ? this.props.data.doors.feedback : undefined;
    }

    choose(name) {
        this.list.close();
        this.props.choose(name);
    }
}
