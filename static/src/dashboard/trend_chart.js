import { Component, onWillStart, useEffect, useRef } from "@odoo/owl";
import { loadBundle } from "@web/core/assets";
import { cookie } from "@web/core/browser/cookie";
import { getColor, hexToRGBA } from "@web/core/colors/colors";
import { _t } from "@web/core/l10n/translation";
import { Count } from "./count";
import { sayNumber } from "./numbers";
import { ScoreValue } from "./score_value";

const isGap = (month) => !month || month.value === null;

/** The score month by month with its interval; the same as a table for who wants it. */
export class TrendChart extends Component {
    static template = "hr_recruitment_candidate_experience.TrendChart";
    static components = { Count, ScoreValue };
    static props = { data: Object };

    setup() {
        this.canvas = useRef("canvas");
        onWillStart(() => loadBundle("web.chartjs_lib"));
        useEffect(
            () => {
                if (!this.canvas.el) {
                    return;
                }
                const chart = new Chart(this.canvas.el, this.config);
                return () => chart.destroy();
            },
            () => [this.months, this.canvas.el]
        );
    }

    get months() {
        return this.props.data.groups.month;
    }

    get hasValues() {
        return this.months.some(({ value }) => value !== null);
    }

    get words() {
        const shown = this.months.filter(({ value }) => value !== null);
        const said = shown.map(({ label, value }) => `${label}: ${sayNumber(value)}`);
        return _t("Score by month. %s", said.join(", "));
    }

    get config() {
        const line = getColor(0, cookie.get("color_scheme"), "sm");
        // As the page around it, whichever theme has coloured that.
        const style = getComputedStyle(this.canvas.el);
        const text = style.color;
        const grid = style.getPropertyValue("--border-color");
        return {
            type: "line",
            data: {
                labels: this.months.map(({ label }) => label),
                datasets: this.getDatasets(line),
            },
            options: {
                maintainAspectRatio: false,
                animation: false,
                interaction: { mode: "index", intersect: false },
                plugins: {
                    legend: { display: false },
                    tooltip: {
                        filter: ({ datasetIndex }) => datasetIndex === 0,
                        displayColors: false,
                        callbacks: { label: ({ dataIndex }) => this.sayMonth(dataIndex) },
                    },
                },
                scales: {
                    x: {
                        ticks: { color: text, maxRotation: 0, autoSkipPadding: 12 },
                        grid: { display: false },
                    },
                    y: {
                        min: -100,
                        max: 100,
                        ticks: {
                            color: text,
                            stepSize: 50,
                            callback: (value) => sayNumber(value),
                        },
                        grid: { color: grid },
                    },
                },
            },
        };
    }

    /** A band between low and high; a month alone among gaps has a stroke at either. */
    getDatasets(color) {
        const { months } = this;
        const bound = {
            borderWidth: 0,
            pointStyle: "line",
            pointBorderColor: color,
            pointBorderWidth: 2,
            pointHitRadius: 0,
            pointHoverRadius: 0,
            pointRadius: months.map((_month, place) =>
                isGap(months[place - 1]) && isGap(months[place + 1]) ? 8 : 0
            ),
            spanGaps: false,
        };
        return [
            {
                data: months.map(({ value }) => value),
                borderColor: color,
                backgroundColor: color,
                pointRadius: 4,
                spanGaps: false,
            },
            { ...bound, data: months.map(({ high }) => high), fill: false },
            {
                ...bound,
                data: months.map(({ low }) => low),
                backgroundColor: hexToRGBA(color, 0.2),
                fill: "-1",
            },
        ];
    }

    sayMonth(index) {
        const { value, margin, n, reason_label } = this.months[index];
        if (reason_label) {
            return reason_label;
        }
        const said = { value: sayNumber(value), margin: sayNumber(margin), n: sayNumber(n) };
        return _t("%(value)s ± %(margin)s from %(n)s answers", said);
    }
}
