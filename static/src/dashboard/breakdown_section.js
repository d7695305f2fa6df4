import { Component, useState } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { DashboardCard } from "./dashboard_card";
import { Door } from "./door";
import { IntervalBar } from "./interval_bar";
import { sayNumber } from "./numbers";
import { ScoreValue } from "./score_value";

const SHORT = 8;

/** The score of each moment, job position, recruiter … one way of dividing at a time. */
export class BreakdownSection extends Component {
    static template = "hr_recruitment_candidate_experience.BreakdownSection";
    static components = { DashboardCard, Door, IntervalBar, ScoreValue };
    static props = { data: Object, chosen: [String, Boolean], choose: Function };

    setup() {
        this.state = useState({ all: false });
    }

    get ways() {
        return [
            ["moment", _t("Moment")],
            ["job", _t("Job Position")],
            ["department", _t("Department")],
            ["user", _t("Recruiter")],
            ["manager", _t("Hiring Manager")],
            ["source", _t("Source")],
            ["medium", _t("Medium")],
            ["outcome", _t("Outcome")],
            ["earlier_contact", _t("Earlier Contact")],
        ].filter(([name]) => this.props.data.groups[name]?.length);
    }

    get way() {
        const { ways } = this;
        const chosen = ways.find(([name]) => name === this.props.chosen);
        return (chosen || ways[0])[0];
    }

    get groups() {
        return this.props.data.groups[this.way];
    }

    get rows() {
        return this.state.all ? this.groups : this.groups.slice(0, SHORT);
    }

    get isLong() {
        return this.groups.length > SHORT;
    }

    get more() {
        return this.state.all ? _t("Show fewer") : _t("Show all %s", this.groups.length);
    }

    choose(name) {
        this.state.all = false;
        this.props.choose(name);
    }

    sayNumber = sayNumber;
}
