import { Component } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { Count } from "./count";
import { DashboardSection } from "./dashboard_section";
import { ImproveButton } from "./improve_button";
import { sayChange, sayNumber } from "./numbers";
import { ShareBar } from "./share_bar";

/** What decides the score, and what is best mended first. */
export class DriverSection extends Component {
    static template = "hr_recruitment_candidate_experience.DriverSection";
    static components = { Count, DashboardSection, ImproveButton, ShareBar };
    static props = { data: Object };

    /** The driver to mend first is one whose connection to the score is no accident. */
    get first() {
        return this.props.data.drivers.find(
            ({ low, priority }) => priority > 0 && low !== null && low > 0
        );
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
}
