import { Component } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { DashboardSection } from "./dashboard_section";
import { Door } from "./door";
import { sayNumber } from "./numbers";
import { ShowAllButton, useShortList } from "./short_list";

const SHORT = 5;
const COLORS = { promoter: "success", passive: "warning", detractor: "danger" };

/** What candidates wrote, newest first and without their names. */
export class CommentSection extends Component {
    static template = "hr_recruitment_candidate_experience.CommentSection";
    static components = { DashboardSection, Door, ShowAllButton };
    static props = { data: Object };

    setup() {
        this.list = useShortList(() => this.props.data.comments.rows, SHORT);
        this.colors = COLORS;
    }

    get all() {
        return _t("All %s comments", sayNumber(this.props.data.comments.total));
    }

    sayDetails({ category, moment_label, job }) {
        const { labels } = this.props.data;
        return [labels.category[category], moment_label, job].filter(Boolean).join(" · ");
    }
}
