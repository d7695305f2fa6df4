import { Component } from "@odoo/owl";
import { buildCounts, CountList } from "./count_list";
import { DashboardSection } from "./dashboard_section";
import { Door } from "./door";

const SHORT = 5;
// Each has a door of its own.
const WAITING = {
    awaiting_reply: undefined,
    unanswered: undefined,
    pending_refusals: undefined,
    late_promises: undefined,
};

/** Who waits for a word from us: now, whatever the period. */
export class WaitingSection extends Component {
    static template = "hr_recruitment_candidate_experience.WaitingSection";
    static components = { CountList, DashboardSection, Door };
    static props = { data: Object };

    get counts() {
        const { waiting, labels, doors } = this.props.data;
        return buildCounts(waiting, labels.waiting, WAITING).map((count) => ({
            ...count,
            door: doors[count.name],
        }));
    }

    get nobody() {
        return !this.counts.some(({ count }) => count);
    }

    /** The first of them; the doors lead to all. */
    get oldest() {
        return this.props.data.waiting.oldest.slice(0, SHORT);
    }

    /** The door to one application. */
    getDoor({ id }) {
        return { model: "hr.applicant", res_id: id };
    }

    sayWhy({ job, why }) {
        return [why, job].filter(Boolean).join(" · ");
    }
}
