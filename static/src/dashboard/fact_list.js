import { Component } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { Door } from "./door";
import { sayNumber, sayPercent, sayReason } from "./numbers";

const FAILED_MESSAGE = [
    ["state", "=", "failed"],
    ["step_id.trigger", "=", "refused"],
];

/** What became of promises, of answers to the refused, and of the form, in counts. */
export class FactList extends Component {
    static template = "hr_recruitment_candidate_experience.FactList";
    static components = { Door };
    static props = { data: Object };

    get facts() {
        return [this.promises, this.refusals, this.trouble].filter(Boolean);
    }

    /** Several promises may belong to one application. */
    get promises() {
        const { promises, doors } = this.props.data;
        const { kept, broken, open, rate } = promises;
        return {
            name: "promised",
            label: _t("Promised dates"),
            title: _t("Applications with such a promise"),
            rate: rate === null ? "" : _t("%s kept", sayPercent(rate)),
            door: doors.applications,
            parts: [
                [_t("kept"), kept, [["reply_kept_count", ">", 0]]],
                [_t("broken"), broken, [["reply_broken_count", ">", 0]]],
                [_t("open"), open, [["reply_promise_state", "=", "open"]]],
            ],
        };
    }

    get refusals() {
        const { refusals, doors } = this.props.data;
        const { delivered, failed, pending, owed } = refusals;
        return {
            name: "refused",
            label: _t("Answers to refused candidates"),
            door: doors.refusals,
            parts: [
                [_t("delivered"), delivered, [["answer_state", "=", "told"]]],
                [_t("failed"), failed, [["communication_ids", "any", FAILED_MESSAGE]]],
                [_t("on their way"), pending, [["answer_state", "=", "pending"]]],
                [_t("owed"), owed, [["answer_state", "=", "owed"]]],
            ],
        };
    }

    get trouble() {
        const { trouble, doors, thresholds } = this.props.data;
        if (trouble.reason === "access") {
            return null;
        }
        const asked = ["trouble", "no_trouble"];
        const parts = [
            [_t("with trouble"), trouble.trouble, [["technical_trouble", "=", "trouble"]]],
            [_t("asked"), trouble.asked, [["technical_trouble", "in", asked]]],
        ];
        return {
            name: "trouble",
            label: _t("Technical trouble applying"),
            rate: trouble.rate === null ? "" : sayPercent(trouble.rate),
            missing: sayReason(trouble.reason, thresholds.scores),
            door: doors.feedback,
            parts: trouble.reason ? [] : parts,
        };
    }

    sayNumber = sayNumber;
}
