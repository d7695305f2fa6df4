import { Component, useState } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { DashboardCard } from "./dashboard_card";
import { Door } from "./door";
import { sayNumber, sayReason } from "./numbers";

const SHORT = 5;

/** What candidates wrote, newest first and without their names. */
export class CommentSection extends Component {
    static template = "hr_recruitment_candidate_experience.CommentSection";
    static components = { DashboardCard, Door };
    static props = { data: Object };

    setup() {
        this.state = useState({ shown: SHORT });
    }

    get comments() {
        return this.props.data.comments;
    }

    get rows() {
        return this.comments.rows.slice(0, this.state.shown);
    }

    get hasMore() {
        return this.comments.rows.length > this.state.shown;
    }

    get all() {
        return _t("All %s comments", sayNumber(this.comments.total));
    }

    get missing() {
        const { reason } = this.comments;
        const least = this.props.data.thresholds.comments;
        switch (reason) {
            case "none":
                return _t("No comments in this selection.");
            case "few":
                return _t(
                    "Comments are shown when there are at least %s, so that nobody is recognised by the words.",
                    least
                );
        }
        return sayReason(reason, least);
    }

    getCategory({ category }) {
        return {
            promoter: { color: "success", label: _t("Promoter") },
            passive: { color: "warning", label: _t("Passive") },
            detractor: { color: "danger", label: _t("Detractor") },
        }[category];
    }

    showMore() {
        this.state.shown += 4 * SHORT;
    }
}
