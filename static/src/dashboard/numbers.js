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
