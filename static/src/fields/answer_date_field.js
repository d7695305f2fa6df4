import { toLocaleDateString } from "@web/core/l10n/dates";
import { registry } from "@web/core/registry";
import { Component, xml } from "@odoo/owl";
import { standardFieldProps } from "@web/views/fields/standard_field_props";

/**
 * When a candidate answered. Of anonymous answers only the month is kept, and shown:
 * its first day would look like the day of the answer.
 */
export class AnswerDateField extends Component {
    static template = xml`<span t-out="text"/>`;
    static props = { ...standardFieldProps };

    get text() {
        const { data } = this.props.record;
        const date = data[this.props.name];
        if (date && data.anonymity === "anonymous") {
            return date.toLocaleString({ month: "short", year: "numeric" });
        }
        return toLocaleDateString(date);
    }
}

registry.category("fields").add("answer_date", {
    component: AnswerDateField,
    fieldDependencies: [{ name: "anonymity", type: "selection" }],
    supportedTypes: ["date"],
});
