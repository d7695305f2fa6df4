import { Component } from "@odoo/owl";
import { Count } from "./count";

/** Several counts beside or, where each is a headline, below each other. */
export class CountList extends Component {
    static template = "hr_recruitment_candidate_experience.CountList";
    static components = { Count };
    static props = {
        // Of {name, label, count, domain}, and of each its door if it has one of its own.
        counts: Array,
        door: { optional: true },
        isTall: { type: Boolean, optional: true },
    };
}

/**
 * @param {Object} part of the report's data
 * @param {Object} labels of that part
 * @param {Object} domains code → domain of what it counts, in the order to show
 * @returns {Array} the counts of the part
 */
export function buildCounts(part, labels, domains) {
    return Object.entries(domains).map(([name, domain]) => ({
        name,
        domain,
        label: labels[name],
        count: part[name],
    }));
}
