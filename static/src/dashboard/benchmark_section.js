import { Component } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { DashboardSection } from "./dashboard_section";
import { IntervalBar } from "./interval_bar";
import { sayNumber } from "./numbers";

/** What others have published, beside our score and never mixed with it. */
export class BenchmarkSection extends Component {
    static template = "hr_recruitment_candidate_experience.BenchmarkSection";
    static components = { DashboardSection, IntervalBar };
    static props = { data: Object };

    get ours() {
        const { score } = this.props.data;
        return score.reason === null ? score : null;
    }

    get rows() {
        return this.props.data.benchmarks.map((row) => ({
            ...row,
            // Only a web address is a link.
            url: /^https?:\/\//i.test(row.url || "") ? row.url : "",
            kind: row.own ? _t("Own value") : "",
        }));
    }

    sayNumber = sayNumber;
}
