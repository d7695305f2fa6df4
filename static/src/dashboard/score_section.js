import { Component } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { buildCounts, CountList } from "./count_list";
import { DashboardSection } from "./dashboard_section";
import { Door } from "./door";
import { IntervalBar } from "./interval_bar";
import { sayNumber } from "./numbers";
import { ScoreValue } from "./score_value";
import { TrendChart } from "./trend_chart";

const COLORS = { promoters: "success", passives: "warning", detractors: "danger" };
const SPLIT = {
    promoters: [["category", "=", "promoter"]],
    passives: [["category", "=", "passive"]],
    detractors: [["category", "=", "detractor"]],
};

/** The score, how sure it is, whether it has changed, and how it went. */
export class ScoreSection extends Component {
    static template = "hr_recruitment_candidate_experience.ScoreSection";
    static components = { CountList, DashboardSection, Door, IntervalBar, ScoreValue, TrendChart };
    static props = { data: Object };

    get answers() {
        return _t("%s answers", sayNumber(this.props.data.score.n));
    }

    get split() {
        const { score, labels } = this.props.data;
        return buildCounts(score, labels.split, SPLIT).map((part) => ({
            ...part,
            color: COLORS[part.name],
            share: (100 * part.count) / score.n,
        }));
    }

    get hasTrend() {
        return this.props.data.groups.month.length > 0;
    }

    get changeIcon() {
        const { significant, value } = this.props.data.change;
        if (!significant) {
            return "fa-arrows-h text-muted";
        }
        return value > 0 ? "fa-arrow-up text-success" : "fa-arrow-down text-danger";
    }
}
