import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";

/** Says what was done, with a button that undoes it as long as nothing has left. */
function offerUndo(env, { params }) {
    const { model, ids, message, seconds } = params;
    const { action, notification, orm } = env.services;
    const close = notification.add(message, {
        type: "success",
        autocloseDelay: seconds * 1000,
        buttons: [
            {
                name: _t("Undo"),
                primary: true,
                async onClick() {
                    close();
                    await orm.call(model, "action_undo", [ids]);
                    notification.add(_t("Undone."), { type: "info" });
                    await action.doAction({ type: "ir.actions.client", tag: "soft_reload" });
                },
            },
        ],
    });
    // The list behind it, or the dialog, shows what has become of the rows.
    return { type: "ir.actions.act_window_close" };
}

registry.category("actions").add("candidate_experience_undo", offerUndo);
