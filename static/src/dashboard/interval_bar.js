import { Component } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { sayNumber } from "./numbers";

/**
 * A score on the line from −100 to 100, with the interval in which it lies; somebody else's with
 * the one in which half of them lie.
 */
export class IntervalBar extends Component {
    static template = "hr_recruitment_candidate_experience.IntervalBar";
    static props = {
        value: { type: [Number, { value: null }] },
        low: { type: [Number, { value: null }], optional: true },
        high: { type: [Number, { value: null }], optional: true },
        // Somebody else's number is drawn hollow.
        foreign: { type: Boolean, optional: true },
        ends: { type: Boolean, optional: true },
    };

    place(value) {
        return (value + 100) / 2;
    }

    get hasInterval() {
        return typeof this.props.low === "number";
    }

    get interval() {
        const { low, high } = this.props;
        return `left: ${this.place(low)}%; width: ${(high - low) / 2}%`;
    }

    get point() {
        return `left: ${this.place(this.props.value)}%`;
    }

    get color() {
        const { low, high, foreign } = this.props;
        if (!this.hasInterval || foreign || (low <= 0 && high >= 0)) {
            return "unsure";
        }
        return low > 0 ? "good" : "bad";
    }

    get words() {
        const value = sayNumber(this.props.value);
        if (!this.hasInterval) {
            return value;
        }
        const [low, high] = [sayNumber(this.props.low), sayNumber(this.props.high)];
        if (this.props.foreign) {
            return _t("%(value)s, half of them from %(low)s to %(high)s", { value, low, high });
        }
        return _t("%(value)s, with 95 % certainty from %(low)s to %(high)s", {
            value,
            low,
            high,
        });
    }
}
