import { Component } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { DashboardCard } from "./dashboard_card";
import { Door } from "./door";
import { ImproveButton } from "./improve_button";
import { sayChange, sayNumber, sayReason } from "./numbers";

/** What decides the score, and what is best mended first. */
export class DriverSection extends Component {
    static template = "hr_recruitment_candidate_experience.DriverSection";
    static components = { DashboardCard, Door, ImproveButton };
    static props = { data: Object };

    /** The driver to mend first is one whose connection to the score is no accident. */
    get first() {
        return this.props.data.drivers.find(
            ({ low, priority }) => priority > 0 && low !== null && low > 0
        );
    }

    get least() {
        return this.props.data.thresholds.scores;
    }

    sayInterval({ low, high }) {
        if (low === null) {
            return "";
        }
        return _t("%(low)s to %(high)s", { low: sayNumber(low, 2), high: sayNumber(high, 2) });
    }

    sayChange({ mean, previous_mean }) {
        if (mean === null || previous_mean === null || previous_mean === undefined) {
            return "";
        }
        return sayChange(mean - previous_mean);
    }

    sayNumber = sayNumber;
    sayReason = sayReason;
}
