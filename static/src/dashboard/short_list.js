import { Component, useState } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { sayNumber } from "./numbers";

/**
 * The first rows of a long list, until the reader wants all of them.
 *
 * @param {Function} getAll returns all rows
 * @param {number} most how many are shown at first
 */
export function useShortList(getAll, most) {
    const state = useState({ isOpen: false });
    return {
        get rows() {
            return state.isOpen ? getAll() : getAll().slice(0, most);
        },
        get isLong() {
            return getAll().length > most;
        },
        get label() {
            return state.isOpen ? _t("Show fewer") : _t("Show all %s", sayNumber(getAll().length));
        },
        toggle() {
            state.isOpen = !state.isOpen;
        },
        close() {
            state.isOpen = false;
        },
    };
}

/** Opens and closes a short list; not there if all of it is shown anyway. */
export class ShowAllButton extends Component {
    static template = "hr_recruitment_candidate_experience.ShowAllButton";
    static props = { isLong: Boolean, label: String, toggle: Function };
}
