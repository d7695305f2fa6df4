import { Component } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { DashboardSection } from "./dashboard_section";
import { ShowAllButton, useShortList } from "./short_list";

const SHORT = 8;

/** What publications cost, and what came of each. */
export class PublicationSection extends Component {
    static template = "hr_recruitment_candidate_experience.PublicationSection";
    static components = { DashboardSection, ShowAllButton };
    static props = { data: Object };

    setup() {
        this.list = useShortList(() => this.props.data.publications, SHORT);
    }

    sayEach(amount) {
        return _t("%s each", amount);
    }
}
