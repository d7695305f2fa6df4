import { Component, markRaw, onWillStart, useState } from "@odoo/owl";
import { ConfirmationDialog } from "@web/core/confirmation_dialog/confirmation_dialog";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { Layout } from "@web/search/layout";
import { standardActionServiceProps } from "@web/webclient/actions/action_service";
import { Door } from "../dashboard/door";

const SERVICE = "hr.recruitment.health";
const ICONS = {
    green: "fa-check-circle text-success",
    attention: "fa-exclamation-circle text-warning",
    red: "fa-times-circle text-danger",
};

/** Whether messages to candidates can leave, and where it is mended if they cannot. */
export class Health extends Component {
    static template = "hr_recruitment_candidate_experience.Health";
    static components = { Door, Layout };
    static props = { ...standardActionServiceProps };

    setup() {
        this.orm = useService("orm");
        this.dialog = useService("dialog");
        this.notification = useService("notification");
        this.icons = ICONS;
        this.state = useState({ data: null, isLoading: false });
        onWillStart(() => this.load());
    }

    get display() {
        return { controlPanel: {} };
    }

    /** Colours are not for everybody. */
    get levels() {
        return { green: _t("In order"), attention: _t("Attention"), red: _t("Must be fixed") };
    }

    get summary() {
        return {
            green: _t("Everything is in order."),
            attention: _t("Messages are sent; some things need your attention."),
            red: _t("Something keeps messages from candidates."),
        }[this.state.data.level];
    }

    async load() {
        this.state.isLoading = true;
        try {
            this.state.data = markRaw(await this.orm.call(SERVICE, "get_data", []));
        } finally {
            this.state.isLoading = false;
        }
    }

    /** Who is written to is said first. */
    async retry(line) {
        const found = await this.orm.call(SERVICE, "get_retry", [line.reason]);
        const others = found.others.map(({ label, text }) => `${label}: ${text}`).join("\n");
        if (!found.count) {
            this.notification.add(_t("None of them can be sent now. %s", others), {
                type: "warning",
            });
            return;
        }
        const parts = [
            _t("Messages that are tried again: %s", found.count),
            found.whose,
            others && _t("Not tried again, because they could not be sent:\n%s", others),
        ];
        this.dialog.add(ConfirmationDialog, {
            title: line.label,
            body: parts.filter(Boolean).join("\n\n"),
            confirmLabel: _t("Try Again"),
            confirm: async () => {
                const count = await this.orm.call(SERVICE, "retry_cause", [line.reason]);
                this.notification.add(_t("Messages that are tried again: %s", count), {
                    type: "success",
                });
                return this.load();
            },
            cancel: () => {},
        });
    }
}

registry.category("actions").add("candidate_health", Health);
