import { Component } from "@odoo/owl";
import { DashboardSection } from "./dashboard_section";
import { FactList } from "./fact_list";
import { IntervalBar } from "./interval_bar";
import { sayNumber } from "./numbers";
import { ScoreValue } from "./score_value";

/** How soon candidates hear from us, and what it does to the score when they do not. */
export class PromiseSection extends Component {
    static template = "hr_recruitment_candidate_experience.PromiseSection";
    static components = { DashboardSection, FactList, IntervalBar, ScoreValue };
    static props = { data: Object };

    get times() {
        const { times, labels } = this.props.data;
        return Object.entries(labels.times).map(([name, label]) => ({
            name,
            label,
            ...times[name],
        }));
    }

    /** Nothing to compare before the first refused candidate has answered. */
    get told() {
        const groups = this.props.data.groups.answer;
        return groups.some(({ n }) => n) ? groups : [];
    }

    sayNumber = sayNumber;
}
