import { Component } from "@odoo/owl";
import { registry } from "@web/core/registry";
import { standardFieldProps } from "@web/views/fields/standard_field_props";

/**
 * A selection as an icon, its label as the tooltip. The icons are given in the view:
 * options="{'icons': {'email': 'fa-envelope-o'}}".
 */
export class SelectionIconField extends Component {
    static template = "hr_recruitment_candidate_experience.SelectionIconField";
    static props = { ...standardFieldProps, icons: Object };

    get icon() {
        return this.props.icons[this.props.record.data[this.props.name]];
    }

    get label() {
        const { name, record } = this.props;
        const found = record.fields[name].selection.find(([key]) => key === record.data[name]);
        return found ? found[1] : "";
    }
}

registry.category("fields").add("selection_icon", {
    component: SelectionIconField,
    supportedTypes: ["selection"],
    extractProps: ({ options }) => ({ icons: options.icons }),
});

/** A computed warning: a triangle and the text, or nothing. */
export class WarningTextField extends Component {
    static template = "hr_recruitment_candidate_experience.WarningTextField";
    static props = { ...standardFieldProps };

    get text() {
        return this.props.record.data[this.props.name];
    }
}

registry.category("fields").add("warning_text", {
    component: WarningTextField,
    supportedTypes: ["char", "text"],
});
