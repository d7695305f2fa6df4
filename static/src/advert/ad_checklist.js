import { Component, useState } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";

const STATES = [
    { state: "missing", icon: "fa-times-circle text-danger", label: _t("Missing") },
    { state: "thin", icon: "fa-adjust text-warning", label: _t("In part") },
    { state: "ok", icon: "fa-check-circle text-success", label: _t("In place") },
];
const WORDS = {
    insert: _t("Add a paragraph"),
    outline: _t("Begin with an outline"),
    replace: _t("Replace"),
    show: _t("Show"),
    field: _t("Open the field"),
    translate: _t("Translate"),
    tick: _t("I have checked it"),
};

/** The score, and each point with its reason and what a click does about it. */
export class AdChecklist extends Component {
    static template = "hr_recruitment_candidate_experience.AdChecklist";
    static props = {
        found: { type: [Object, { value: null }] },
        looking: Boolean,
        editable: Boolean,
        onMend: Function,
        onTick: Function,
        onPreview: Function,
    };

    setup() {
        this.state = useState({ open: {}, all: false });
    }

    get groups() {
        return STATES.map((group) => ({
            ...group,
            points: this.props.found.points
                .filter((point) => point.state === group.state)
                .toSorted((one, other) => other.binding - one.binding || other.weight - one.weight),
        })).filter((group) => group.points.length);
    }

    get tone() {
        return { good: "success", thin: "warning", binding: "danger" }[this.props.found.state];
    }

    get verdict() {
        const { state, limit, unfinished } = this.props.found;
        if (state === "binding") {
            return _t("Points that your company requires are missing");
        }
        if (unfinished.length) {
            return _t("Some of it is still to be written");
        }
        return state === "thin"
            ? _t("Incomplete: your minimum is %s", limit)
            : _t("Ready to publish");
    }

    getLabel(mend) {
        if (mend.do === "replace") {
            return _t("Say “%s”", mend.by);
        }
        return WORDS[mend.do];
    }

    canMend(mend) {
        return mend && this.props.editable && (mend.do !== "show" || mend.found);
    }

    toggle(id) {
        this.state.open[id] = !this.state.open[id];
    }
}
