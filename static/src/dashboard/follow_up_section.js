import { Component } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { deserializeDate, formatDate } from "@web/core/l10n/dates";
import { buildCounts, CountList } from "./count_list";
import { DashboardSection } from "./dashboard_section";
import { sayNumber } from "./numbers";

const UNFINISHED = [["follow_up_state", "=", "todo"]];
const ASKED = [["contact_requested", "=", true]];
const COUNTS = {
    todo: UNFINISHED,
    done: [["follow_up_state", "=", "done"]],
    contact: ASKED,
    contact_todo: [...ASKED, ...UNFINISHED],
};

/** What was done about low scores, and for candidates who asked to be contacted. */
export class FollowUpSection extends Component {
    static template = "hr_recruitment_candidate_experience.FollowUpSection";
    static components = { CountList, DashboardSection };
    static props = { data: Object };

    get found() {
        return this.props.data.follow_up;
    }

    get counts() {
        return buildCounts(this.found, this.props.data.labels.follow_up, COUNTS);
    }

    get usualTime() {
        const { days, days_label } = this.found;
        return days === null ? "" : _t("Usually after %s", days_label);
    }

    sayDetails({ date, user, times }) {
        const often = times > 1 && _t("%s answers", sayNumber(times));
        return [formatDate(deserializeDate(date)), user, often].filter(Boolean).join(" · ");
    }
}
