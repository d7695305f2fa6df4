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

    sayWeightInterval({ weight_low, weight_high }) {
        return this.sayInterval({ low: weight_low, high: weight_high });
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
