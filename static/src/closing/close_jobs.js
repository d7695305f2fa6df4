import { patch } from "@web/core/utils/patch";
import { DynamicList } from "@web/model/relational_model/dynamic_list";
import { FormController } from "@web/views/form/form_controller";
import { KanbanRenderer } from "@web/views/kanban/kanban_renderer";
import { RecruitmentKanbanRenderer } from "@hr_recruitment/views/recruitment_kanban_view";

const JOB = "hr.job";

/**
 * Before job positions are closed, the dialog in which somebody says how those who
 * remain are told. It comes instead of Odoo's own question, and not where nobody remains.
 */
async function askBeforeClosing(model, ids, reload, goOn) {
    const action = await model.orm.call(JOB, "action_ask_to_close", [ids]);
    return action ? model.action.doAction(action, { onClose: reload }) : goOn();
}

patch(FormController.prototype, {
    getStaticActionMenuItems() {
        const items = super.getStaticActionMenuItems();
        const { root } = this.model;
        if (root.resModel === JOB && items.archive) {
            const { callback } = items.archive;
            items.archive.callback = () =>
                askBeforeClosing(this.model, [root.resId], () => root.load(), callback);
        }
        return items;
    },
});

// Lists, and cards that are selected.
patch(DynamicList.prototype, {
    async toggleArchiveWithConfirmation(archive, dialogProps = {}) {
        const goOn = () => super.toggleArchiveWithConfirmation(archive, dialogProps);
        if (!archive || this.resModel !== JOB) {
            return goOn();
        }
        const ids = await this.getResIds(this.isDomainSelected || this.selection.length > 0);
        return askBeforeClosing(this.model, ids, () => this.model.load(), goOn);
    },
});

const askForOneCard = () => ({
    async archiveRecord(record, active) {
        const goOn = () => super.archiveRecord(record, active);
        if (!active || record.resModel !== JOB) {
            return goOn();
        }
        return askBeforeClosing(record.model, [record.resId], () => record.model.load(), goOn);
    },
});
patch(KanbanRenderer.prototype, askForOneCard());
// Odoo's cards of job positions ask in a way of their own.
patch(RecruitmentKanbanRenderer.prototype, askForOneCard());
