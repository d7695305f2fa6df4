import { Component, useState } from "@odoo/owl";
import { DateTimeInput } from "@web/core/datetime/datetime_input";
import { deserializeDate, serializeDate } from "@web/core/l10n/dates";
import { MultiRecordSelector } from "@web/core/record_selectors/multi_record_selector";
import { getPeriods } from "./dashboard_filters";

/** What the dashboard is about: the period, and whose candidates. */
export class FilterBar extends Component {
    static template = "hr_recruitment_candidate_experience.FilterBar";
    static components = { DateTimeInput, MultiRecordSelector };
    static props = {
        chosen: Object,
        count: Number,
        choices: Object,
        // Of the lists, by their name in the filters.
        names: Object,
        labels: Array,
        period: Object,
        comparable: Boolean,
        change: Function,
        clear: Function,
    };

    setup() {
        this.state = useState({ open: false });
        this.periods = getPeriods();
        this.everybody = { active_test: false };
    }

    get records() {
        return [
            { name: "job_ids", model: "hr.job" },
            { name: "department_ids", model: "hr.department" },
            { name: "user_ids", model: "res.users", domain: [["share", "=", false]] },
            { name: "source_ids", model: "utm.source" },
        ].map((filter) => ({ ...filter, label: this.props.names[filter.name] }));
    }

    get lists() {
        return Object.entries(this.props.choices).map(([name, choices]) => ({
            name,
            choices,
            label: this.props.names[name],
        }));
    }

    /** The dates begin as those that are shown. */
    choosePeriod(period) {
        const { date_from, date_to } = this.props.period;
        this.props.change(period === "custom" ? { period, date_from, date_to } : { period });
    }

    getDate(name) {
        const date = this.props.chosen[name] || this.props.period[name];
        return deserializeDate(date);
    }

    /** A period that would end before it begins is one day. */
    chooseDate(name, date) {
        if (!date) {
            return;
        }
        const day = serializeDate(date);
        const { date_from, date_to } = { ...this.props.period, [name]: day };
        const isBackwards = date_from > date_to;
        this.props.change(isBackwards ? { date_from: day, date_to: day } : { date_from, date_to });
    }

    isChosen(name, key) {
        return this.props.chosen[name].includes(key);
    }

    toggle(name, key) {
        const chosen = this.props.chosen[name];
        this.props.change({
            [name]: chosen.includes(key)
                ? chosen.filter((other) => other !== key)
                : [...chosen, key],
        });
    }
}
