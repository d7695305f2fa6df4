import { _t } from "@web/core/l10n/translation";
import { formatFloat, roundDecimals } from "@web/core/utils/numbers";

export const MISSING = "–";

/**
 * @param {number|null} value
 * @returns {string} the number as the reader writes it; a dash for none, never a 0
 */
export function sayNumber(value, decimals = 0) {
    if (value === null || value === undefined) {
        return MISSING;
    }
    // Adding 0 makes -0 a 0.
    const rounded = roundDecimals(value, decimals) + 0;
    return formatFloat(rounded, { digits: [16, decimals] }).replace("-", "−");
}

export function sayChange(value) {
    return (roundDecimals(value ?? 0, 0) > 0 ? "+" : "") + sayNumber(value);
}

/** @param {number|null} value 0–100 */
export function sayPercent(value) {
    return value === null || value === undefined ? MISSING : _t("%s %", sayNumber(value));
}

/** @param {number|null} value days, shown with a decimal while that matters */
export function sayDays(value) {
    return sayNumber(value, value !== null && Math.abs(value) < 10 ? 1 : 0);
}

/**
 * Why a number is not shown.
 *
 * @param {null|"none"|"few"|"complement"|"access"} reason
 * @param {number} least how many answers it takes
 */
export function sayReason(reason, least) {
    switch (reason) {
        case "none":
            return _t("No answers yet");
        case "few":
            return _t("Fewer than %s answers", least);
        case "complement":
            return _t("Hidden: the few other answers could be worked out");
        case "access":
            return _t("For candidate experience managers");
    }
    return "";
}
