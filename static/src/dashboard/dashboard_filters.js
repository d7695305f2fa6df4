import { browser } from "@web/core/browser/browser";
import { _t } from "@web/core/l10n/translation";
import { serializeDate, today } from "@web/core/l10n/dates";
import { user } from "@web/core/user";
import { pick } from "@web/core/utils/objects";
import { session } from "@web/session";

const LISTS = ["job_ids", "department_ids", "user_ids", "source_ids", "moments", "outcomes"];
const NOTHING_CHOSEN = {
    period: "last_12_months",
    date_from: false,
    date_to: false,
    compare: true,
    breakdown: false,
    ...Object.fromEntries(LISTS.map((name) => [name, []])),
};

export function getPeriods() {
    return [
        ["this_month", _t("This month")],
        ["last_3_months", _t("Last 3 months")],
        ["this_year", _t("This year")],
        ["last_12_months", _t("Last 12 months")],
        ["custom", _t("Other dates")],
    ];
}

/** First days of the periods; that of the last twelve months is the report's own. */
const STARTS = {
    this_month: (day) => day.startOf("month"),
    last_3_months: (day) => day.minus({ months: 2 }).startOf("month"),
    this_year: (day) => day.startOf("year"),
};

/**
 * What the reader has chosen to look at. It stays in this browser, so that it is there
 * after a look at the records, and tomorrow.
 */
export class DashboardFilters {
    constructor() {
        this.key = `candidate_experience.filters.${session.db}.${user.userId}`;
        this.chosen = { ...NOTHING_CHOSEN, ...this.recall() };
    }

    recall() {
        try {
            const kept = JSON.parse(browser.localStorage.getItem(this.key)) || {};
            const broken = LISTS.some((name) => name in kept && !Array.isArray(kept[name]));
            return broken ? {} : pick(kept, ...Object.keys(NOTHING_CHOSEN));
        } catch {
            return {};
        }
    }

    change(values) {
        this.chosen = { ...this.chosen, ...values };
        browser.localStorage.setItem(this.key, JSON.stringify(this.chosen));
    }

    /** Everybody again, in the same period. */
    clear() {
        this.change(pick(NOTHING_CHOSEN, ...LISTS));
    }

    reset() {
        this.chosen = { ...NOTHING_CHOSEN };
        browser.localStorage.removeItem(this.key);
    }

    /** How many of the lists narrow the report. */
    get count() {
        return LISTS.filter((name) => this.chosen[name].length).length;
    }

    /** Whether the report is asked for what it shows by itself. */
    get isDefault() {
        return !Object.keys(this.asked).length;
    }

    /** What the report service and the printed reports are asked for. */
    get asked() {
        const lists = LISTS.filter((name) => this.chosen[name].length);
        return {
            ...this.dates,
            ...(this.chosen.compare ? {} : { compare: false }),
            ...pick(this.chosen, ...lists),
        };
    }

    get dates() {
        const { period, date_from, date_to } = this.chosen;
        if (period === "custom") {
            return {
                ...(date_from ? { date_from } : {}),
                ...(date_to ? { date_to } : {}),
            };
        }
        const start = STARTS[period];
        const day = today();
        return start ? { date_from: serializeDate(start(day)), date_to: serializeDate(day) } : {};
    }
}
