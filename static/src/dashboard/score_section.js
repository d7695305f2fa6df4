import { Component } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { DashboardCard } from "./dashboard_card";
import { Door } from "./door";
import { IntervalBar } from "./interval_bar";
import { sayChange, sayNumber, sayPercent, sayReason } from "./numbers";
import { ScoreValue } from "./score_value";
import { TrendChart } from "./trend_chart";

/** The score, how sure it is, whether it has changed, and how it went. */
export class ScoreSection extends Component {
    static template = "hr_recruitment_candidate_experience.ScoreSection";
    static components = { DashboardCard, Door, IntervalBar, ScoreValue, TrendChart };
    static props = { data: Object };

    get least() {
        return this.props.data.thresholds.scores;
    }

    get missing() {
        const { n, reason } = this.props.data.score;
        if (reason !== "few") {
            return sayReason(reason, this.least);
        }
        return n === 1
            ? _t("1 answer, at least %s are needed", this.least)
            : _t("%(n)s answers, at least %(least)s are needed", { n, least: this.least });
    }

    get answers() {
        const { score, whole_time } = this.props.data;
        const n = sayNumber(score.n);
        return whole_time ? _t("%s answers of the whole time", n) : _t("%s answers", n);
    }

    /** Answers in steps, as officers see them, are no share of those who were asked. */
    get response() {
        const { rate, invited } = this.props.data.response;
        if (!invited) {
            return _t("Nobody was asked in this period.");
        }
        const asked = _t("%s asked", sayNumber(invited));
        return rate === null
            ? asked
            : _t("%(asked)s, %(rate)s have answered", {
                  asked,
                  rate: sayPercent(rate),
              });
    }

    get split() {
        const { promoters, passives, detractors, n } = this.props.data.score;
        return [
            { name: "promoters", label: _t("Promoters"), count: promoters, color: "success" },
            { name: "passives", label: _t("Passives"), count: passives, color: "warning" },
            { name: "detractors", label: _t("Detractors"), count: detractors, color: "danger" },
        ].map((part) => ({
            ...part,
            domain: [["category", "=", part.name.slice(0, -1)]],
            share: (100 * part.count) / n,
        }));
    }

    get hasTrend() {
        return this.props.data.groups.month.length > 0;
    }

    get hasComparison() {
        return Boolean(this.props.data.previous);
    }

    get change() {
        const { change, comparison } = this.props.data;
        const period = comparison ? comparison.label : "";
        if (change.reason) {
            return _t("No comparison with %(period)s: %(reason)s.", {
                period,
                reason: sayReason(change.reason, this.least).toLowerCase(),
            });
        }
        const values = {
            value: sayChange(change.value),
            margin: sayNumber(change.margin),
            period,
        };
        return change.significant
            ? _t("%(value)s ± %(margin)s against %(period)s: a significant change.", values)
            : _t("%(value)s ± %(margin)s against %(period)s: no significant change.", values);
    }

    get changeIcon() {
        const { significant, value } = this.props.data.change;
        if (!significant) {
            return "fa-arrows-h text-muted";
        }
        return value > 0 ? "fa-arrow-up text-success" : "fa-arrow-down text-danger";
    }

    sayNumber = sayNumber;
    sayPercent = sayPercent;
}
