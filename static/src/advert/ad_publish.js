import { _t } from "@web/core/l10n/translation";
import { ConfirmationDialog } from "@web/core/confirmation_dialog/confirmation_dialog";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { patch } from "@web/core/utils/patch";
import {
    booleanToggleField,
    BooleanToggleField,
} from "@web/views/fields/boolean_toggle/boolean_toggle_field";
import { PublishSystrayItem } from "@website/client_actions/website_preview/publish_website_systray_item";

/**
 * Whoever publishes a thin ad is asked first.
 *
 * @returns {Promise<string>} "plain": there was nothing to ask, "asked": publish it all the
 * same, "" for no
 */
export async function askBeforePublishing(orm, dialog, id) {
    const found = await orm.call("hr.job", "look_before_publishing", [[id]]);
    if (!found.ask) {
        return "plain";
    }
    if (found.binding.length) {
        // The server says so, with a way out for who has one.
        return "asked";
    }
    const lines = [
        ...found.unfinished,
        _t("The ad has %(score)s of 100; your minimum is %(limit)s.", found),
        found.missing.length ? _t("Missing: %s", found.missing.join(", ")) : "",
    ];
    return new Promise((resolve) => {
        dialog.add(
            ConfirmationDialog,
            {
                title: found.unfinished.length
                    ? _t("Publish an ad that is not finished?")
                    : _t("Publish an incomplete ad?"),
                body: lines.filter(Boolean).join("\n"),
                confirmLabel: _t("Publish"),
                cancelLabel: _t("Not Yet"),
                confirm: () => resolve("asked"),
                cancel: () => resolve(""),
            },
            { onClose: () => resolve("") }
        );
    });
}

/** Odoo's switch, which asks. */
export class AdPublishToggle extends BooleanToggleField {
    setup() {
        super.setup();
        this.orm = useService("orm");
        this.dialog = useService("dialog");
    }

    async onChange(value) {
        const { record } = this.props;
        if (!value) {
            return super.onChange(value);
        }
        this.state.value = true;
        const saved = await record.save();
        const answer = saved && (await askBeforePublishing(this.orm, this.dialog, record.resId));
        if (answer === "plain") {
            return super.onChange(value);
        }
        try {
            if (answer === "asked") {
                await this.orm.call("hr.job", "publish_ad", [[record.resId]]);
                await record.load();
            }
        } finally {
            this.state.value = record.data[this.props.name];
        }
    }
}

registry.category("fields").add("ad_publish_toggle", {
    ...booleanToggleField,
    component: AdPublishToggle,
    displayName: _t("Publish a Job Ad"),
});

patch(PublishSystrayItem.prototype, {
    async publishContent() {
        const { mainObject } = this.website.currentWebsite.metadata;
        const asks = mainObject?.model === "hr.job" && !this.state.published;
        if (!asks || this.state.processing) {
            return super.publishContent();
        }
        const answer = await askBeforePublishing(this.orm, this.dialogService, mainObject.id);
        if (answer === "plain") {
            return super.publishContent();
        }
        if (answer === "asked") {
            this.state.processing = true;
            try {
                const published = this.orm.call("hr.job", "publish_ad", [[mainObject.id]]);
                this.state.published = await published;
            } finally {
                this.state.processing = false;
            }
        }
        return this.state.published;
    },
});
