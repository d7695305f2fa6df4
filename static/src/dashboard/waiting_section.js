import { Component } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { DashboardCard } from "./dashboard_card";
import { Door } from "./door";
import { sayNumber } from "./numbers";

const SHORT = 5;

/** Who waits for a word from us: now, whatever the period. */
export class WaitingSection extends Component {
    static template = "hr_recruitment_candidate_experience.WaitingSection";
    static components = { DashboardCard, Door };
    static props = { data: Object };

    get numbers() {
        const { waiting, doors } = this.props.data;
        return [
            ["awaiting_reply", _t("Waiting for our answer")],
            ["unanswered", _t("Without a word for too long")],
            ["pending_refusals", _t("Refused, the answer on its way")],
            ["late_promises", _t("Promised an answer by now")],
        ].map(([name, label]) => ({
            name,
            label,
            count: waiting[name],
            door: waiting[name] ? doors[name] : undefined,
        }));
    }

    get nobody() {
        return !this.numbers.some(({ count }) => count);
    }

    /** The first of them; the doors lead to all. */
    get oldest() {
        return this.props.data.waiting.oldest.slice(0, SHORT);
    }

    /** The door to one application. */
    getDoor({ id }) {
        return { model: "hr.applicant", res_id: id };
    }

    sayWhy({ job, reason }) {
        return [reason, job].filter(Boolean).join(" · ");
    }

    sayWait(days) {
        return Math.round(days) === 1 ? _t("1 day") : _t("%s days", sayNumber(days));
    }

    sayNumber = sayNumber;
}
