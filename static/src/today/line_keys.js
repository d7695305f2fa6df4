import { onPatched } from "@odoo/owl";
import { localization } from "@web/core/l10n/localization";
import { useHotkey } from "@web/core/hotkeys/hotkey_hook";

const STOPS = "a[href], button";

function goAside(step) {
    const line = document.activeElement.closest(".o_cx_line");
    if (line) {
        const stops = [...line.querySelectorAll(STOPS)];
        stops[stops.indexOf(document.activeElement) + step]?.focus();
    }
}

/**
 * Up and down go from line to line, over all sections, left and right to what can be done
 * with one. When it is done and the line is gone, the next one has its place.
 *
 * @param {{el: HTMLElement}} root reference to what holds the lines
 */
export function useLineKeys(root) {
    let place = -1;

    function getLines() {
        return root.el ? [...root.el.querySelectorAll(".o_cx_line")] : [];
    }

    function focusLine(number) {
        const lines = getLines();
        if (lines.length) {
            place = Math.min(Math.max(number, 0), lines.length - 1);
            lines[place].querySelector(STOPS)?.focus();
        }
    }

    function goToLine(step) {
        const line = document.activeElement.closest(".o_cx_line");
        focusLine(line ? getLines().indexOf(line) + step : 0);
    }

    const repeated = { allowRepeat: true };
    const forward = localization.direction === "rtl" ? -1 : 1;
    useHotkey("arrowdown", () => goToLine(1), repeated);
    useHotkey("arrowup", () => goToLine(-1), repeated);
    useHotkey("arrowright", () => goAside(forward), repeated);
    useHotkey("arrowleft", () => goAside(-forward), repeated);
    onPatched(() => {
        if (place >= 0 && document.activeElement === document.body) {
            focusLine(place);
        }
    });
}
