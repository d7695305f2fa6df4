import { Component } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { MISSING, sayNumber } from "./numbers";

/** A score with its margin, or a dash and why there is none. */
export class ScoreValue extends Component {
    static template = "hr_recruitment_candidate_experience.ScoreValue";
    static props = { score: Object };

    get isShown() {
        return this.props.score.reason === null;
    }

    get value() {
        return this.isShown ? sayNumber(this.props.score.value) : MISSING;
    }

    get margin() {
        return _t("± %s", sayNumber(this.props.score.margin));
    }
}
