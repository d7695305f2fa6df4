import { Component } from "@odoo/owl";
import { buildCounts, CountList } from "./count_list";
import { sayPercent } from "./numbers";

const FAILED_MESSAGE = [
    ["state", "=", "failed"],
    ["step_id.trigger", "=", "refused"],
];
// What each count is of, in the terms of the doors.
const PROMISES = {
    kept: [["reply_kept_count", ">", 0]],
    broken: [["reply_broken_count", ">", 0]],
    open: [["reply_promise_state", "=", "open"]],
};
const REFUSALS = {
    delivered: [["answer_state", "=", "told"]],
    failed: [["communication_ids", "any", FAILED_MESSAGE]],
    pending: [["answer_state", "=", "pending"]],
    owed: [["answer_state", "=", "owed"]],
};
const TROUBLE = {
    trouble: [["technical_trouble", "=", "trouble"]],
    asked: [["technical_trouble", "in", ["trouble", "no_trouble"]]],
};

/** Reply promises, refused candidates and trouble with the form, in counts. */
export class FactList extends Component {
    static template = "hr_recruitment_candidate_experience.FactList";
    static components = { CountList };
    static props = { data: Object };

    /** Several promises may belong to one application. */
    get facts() {
        const { doors, trouble } = this.props.data;
        return [
            this.buildFact("promises", PROMISES, doors.applications),
            this.buildFact("refusals", REFUSALS, doors.refusals),
            ...(trouble.reason === "access"
                ? []
                : [this.buildFact("trouble", TROUBLE, doors.feedback)]),
        ];
    }

    buildFact(name, domains, door) {
        const { labels, [name]: part } = this.props.data;
        const { rate = null, reason_label } = part;
        return {
            name,
            door,
            title: labels[name].title,
            rate: rate === null ? "" : `${labels[name].rate}: ${sayPercent(rate)}`,
            hidden: reason_label,
            counts: buildCounts(part, labels[name], domains),
        };
    }
}
