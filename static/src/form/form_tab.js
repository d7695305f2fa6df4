import { Component, onWillDestroy, onWillStart, status, useEffect } from "@odoo/owl";
import { makeContext } from "@web/core/context";
import { registry } from "@web/core/registry";
import { user } from "@web/core/user";
import { useService } from "@web/core/utils/hooks";
import { omit, pick } from "@web/core/utils/objects";
import { parseXML } from "@web/core/utils/xml";
import { extractFieldsFromArchInfo, patchActiveFields } from "@web/model/relational_model/utils";
import { FormArchParser } from "@web/views/form/form_arch_parser";
import { loadSubViews } from "@web/views/form/form_controller";
import { FormRenderer } from "@web/views/form/form_renderer";
import { standardWidgetProps } from "@web/views/widgets/standard_widget_props";

/**
 * What stands in a tab of a form, read when the tab is opened.
 *
 * It is a form view of its own. As long as the tab is open, the fields of that view are
 * fields of the record, as if they stood in the form: they are edited, saved and
 * reloaded with it.
 */
export class FormTab extends Component {
    static template = "hr_recruitment_candidate_experience.FormTab";
    static components = { FormRenderer };
    static props = { ...standardWidgetProps, view: String };

    setup() {
        this.viewService = useService("view");
        onWillStart(() => this.loadView());
        useEffect(
            (_id, isRead) => {
                if (!isRead) {
                    this.read(this.props.record);
                }
            },
            () => [this.props.record.id, this.isRead(this.props.record)]
        );
        onWillDestroy(() => this.leave(this.props.record));
    }

    async loadView() {
        const { resModel, context } = this.props.record;
        const { fields, relatedModels, views } = await this.viewService.loadViews({
            resModel,
            views: [[false, "form"]],
            context: makeContext([user.context, { form_view_ref: this.props.view }]),
        });
        this.archInfo = new FormArchParser().parse(
            parseXML(views.form.arch),
            relatedModels,
            resModel
        );
        await loadSubViews(
            this.archInfo.fieldNodes,
            fields,
            context,
            resModel,
            this.viewService,
            this.env.isSmall
        );
        Object.assign(this, extractFieldsFromArchInfo(this.archInfo, fields));
        this.names = Object.keys(this.activeFields);
    }

    isRead(record) {
        return this.names.every((name) => name in record.activeFields && name in record.data);
    }

    /** Reads all of the record: what stands in the tab and what stands above it agree. */
    read(record) {
        const { model } = record;
        const isHere = () => status(this) !== "destroyed" && this.props.record.id === record.id;
        return model.mutex.exec(async () => {
            if (!isHere() || this.isRead(record)) {
                return;
            }
            const config = { ...record.config, ...this.joinFields(record) };
            const values = await this.loadValues(record, config);
            if (!isHere()) {
                return;
            }
            const { activeFields, fields, loadId } = config;
            model._updateConfig(record.config, { activeFields, fields, loadId }, { reload: false });
            record._applyValues(values);
            record._applyDefaultValues();
        });
    }

    async loadValues(record, config) {
        const { model } = record;
        if (!record.isNew) {
            // What the user has changed stays.
            return omit(await model._loadData(config), ...Object.keys(record._changes));
        }
        const values = await model._onchange(config, {
            changes: record._getChanges(record._changes, { withReadonly: true }),
            evalContext: record.evalContext,
        });
        return pick(values, ...this.names.filter((name) => !(name in record.data)));
    }

    joinFields(record) {
        const activeFields = { ...record.activeFields };
        for (const name of this.names) {
            const activeField = { ...this.activeFields[name] };
            if (name in activeFields) {
                patchActiveFields(activeField, activeFields[name]);
            }
            activeFields[name] = activeField;
        }
        this.before ??= record.activeFields;
        return { activeFields, fields: { ...record.fields, ...this.fields } };
    }

    /** Closed, it is not read again with the record, unless something there is to be saved. */
    leave(record) {
        const changed = this.names?.some((name) => name in record._changes);
        if (!this.before || record.isNew || changed) {
            return;
        }
        const activeFields = omit(record.activeFields, ...this.names);
        Object.assign(activeFields, pick(this.before, ...this.names));
        record.model._updateConfig(record.config, { activeFields }, { reload: false });
        // The record expects that what it has is active.
        for (const name of this.names.filter((each) => !(each in activeFields))) {
            delete record._values[name];
            delete record.data[name];
        }
    }
}

registry.category("view_widgets").add("form_tab", {
    component: FormTab,
    extractProps: ({ attrs }) => ({ view: attrs.view }),
});
