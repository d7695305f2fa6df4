import { Component, useState } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { DashboardCard } from "./dashboard_card";
import { Door } from "./door";
import { sayNumber, sayPercent } from "./numbers";

const SHORT = 8;

/** Where applications come from, and how many of them end in a hire. */
export class SourceSection extends Component {
    static template = "hr_recruitment_candidate_experience.SourceSection";
    static components = { DashboardCard, Door };
    static props = { data: Object };

    setup() {
        this.state = useState({ all: false });
    }

    get rows() {
        const { sources } = this.props.data;
        return this.state.all ? sources : sources.slice(0, SHORT);
    }

    get isLong() {
        return this.props.data.sources.length > SHORT;
    }

    get more() {
        const { sources } = this.props.data;
        return this.state.all ? _t("Show fewer") : _t("Show all %s", sources.length);
    }

    get most() {
        return Math.max(1, ...this.props.data.sources.map((row) => row.applications));
    }

    getHired({ domain }) {
        return [...domain, ["outcome", "=", "hired"]];
    }

    sayNumber = sayNumber;
    sayPercent = sayPercent;
}
