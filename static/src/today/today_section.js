import { Component } from "@odoo/owl";
import {
    deserializeDate,
    deserializeDateTime,
    toLocaleDateString,
    toLocaleDateTimeString,
} from "@web/core/l10n/dates";
import { _t } from "@web/core/l10n/translation";
import { Door } from "../dashboard/door";
import { sayNumber } from "../dashboard/numbers";

const CHANNELS = { email: "fa-envelope-o", sms: "fa-mobile", activity: "fa-phone" };

/** One kind of work: how much there is of it, the first lines, and the door to all. */
export class TodaySection extends Component {
    static template = "hr_recruitment_candidate_experience.TodaySection";
    static components = { Door };
    static props = {
        section: Object,
        // Of the kind: title, help, empty.
        words: Object,
        // The line → list of {name, label, title, isPrimary, run}.
        getActions: Function,
        open: Function,
    };

    setup() {
        this.channels = CHANNELS;
    }

    get count() {
        const { count, is_more } = this.props.section;
        return is_more ? `${sayNumber(count)}+` : sayNumber(count);
    }

    get rest() {
        const { count, lines } = this.props.section;
        return count > lines.length ? _t("Show all %s", this.count) : "";
    }

    sayWhen({ date, time }) {
        if (time) {
            return toLocaleDateTimeString(deserializeDateTime(time), { showSeconds: false });
        }
        return date ? toLocaleDateString(deserializeDate(date)) : "";
    }

    sayDetails(line) {
        return [line.step, line.text, line.job].filter(Boolean).join(" · ");
    }
}
