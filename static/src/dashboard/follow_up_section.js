import { Component } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { deserializeDate, formatDate } from "@web/core/l10n/dates";
import { DashboardCard } from "./dashboard_card";
import { Door } from "./door";
import { sayDays, sayNumber, sayReason } from "./numbers";

const TODO = [["follow_up_state", "=", "todo"]];
const ASKED = [["contact_requested", "=", true]];

/** What was done about low scores, and for candidates who asked to be contacted. */
export class FollowUpSection extends Component {
    static template = "hr_recruitment_candidate_experience.FollowUpSection";
    static components = { DashboardCard, Door };
    static props = { data: Object };

    get found() {
        return this.props.data.follow_up;
    }

    get missing() {
        const { reason, due } = this.found;
        if (reason) {
            return sayReason(reason, this.props.data.thresholds.scores);
        }
        return due ? "" : _t("No low scores, and nobody asked to be contacted.");
    }

    get parts() {
        const { done, todo, contact, contact_todo } = this.found;
        return [
            ["todo", _t("to do"), todo, TODO],
            ["done", _t("looked into"), done, [["follow_up_state", "=", "done"]]],
            ["contact", _t("asked to be contacted"), contact, ASKED],
            ["waiting", _t("of them still waiting"), contact_todo, [...ASKED, ...TODO]],
        ].map(([name, label, number, domain]) => ({ name, label, number, domain }));
    }

    get usualTime() {
        const { days } = this.found;
        return days === null ? "" : _t("Usually after %s days", sayDays(days));
    }

    sayDetails({ date, user, times }) {
        const often = times > 1 && _t("%s answers", sayNumber(times));
        return [formatDate(deserializeDate(date)), user, often].filter(Boolean).join(" · ");
    }

    sayNumber = sayNumber;
}
