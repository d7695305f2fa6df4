import { Component } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { DashboardCard } from "./dashboard_card";
import { FactList } from "./fact_list";
import { IntervalBar } from "./interval_bar";
import { sayDays, sayNumber } from "./numbers";
import { ScoreValue } from "./score_value";

/** How soon candidates hear from us, and what it does to the score when they do not. */
export class PromiseSection extends Component {
    static template = "hr_recruitment_candidate_experience.PromiseSection";
    static components = { DashboardCard, FactList, IntervalBar, ScoreValue };
    static props = { data: Object };

    get times() {
        const { times } = this.props.data;
        return [
            ["first_answer", _t("From the application to our first answer")],
            ["decision", _t("From the application to the decision")],
            ["message", _t("From the decision to the candidate being told")],
        ].map(([name, label]) => ({ name, label, ...times[name] }));
    }

    /** Nothing to compare before the first refused candidate has answered. */
    get told() {
        const groups = this.props.data.groups.answer;
        return groups.some(({ n }) => n) ? groups : [];
    }

    sayTime({ median }) {
        return median === null ? sayNumber(null) : _t("%s days", sayDays(median));
    }

    saySlowest({ slowest }) {
        return slowest === null ? "" : _t("one in ten: over %s", sayDays(slowest));
    }

    sayNumber = sayNumber;
}
