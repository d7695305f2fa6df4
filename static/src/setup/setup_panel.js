import { Component, markRaw, onWillStart, useState } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { useService } from "@web/core/utils/hooks";
import { Door } from "../dashboard/door";
import { sayPercent } from "../dashboard/numbers";

const SERVICE = "hr.recruitment.setup";

/** What is missing before candidates can be looked after, and the doors to it. */
export class SetupPanel extends Component {
    static template = "hr_recruitment_candidate_experience.SetupPanel";
    static components = { Door };
    static props = {
        // On a screen of its own it stays when it is closed or done.
        isScreen: { type: Boolean, optional: true },
    };

    setup() {
        this.orm = useService("orm");
        this.notification = useService("notification");
        this.state = useState({ data: null, isBusy: false });
        onWillStart(() => this.load());
    }

    get missing() {
        return this.state.data.steps.filter((step) => !step.is_done);
    }

    get done() {
        return this.state.data.steps.filter((step) => step.is_done);
    }

    get isShown() {
        return this.props.isScreen || !this.state.data.is_closed;
    }

    get progress() {
        const { done, total } = this.state.data;
        return _t("%(done)s of %(total)s are done", { done, total });
    }

    get percent() {
        return sayPercent(this.state.data.percent);
    }

    async load() {
        this.state.data = markRaw(await this.orm.call(SERVICE, "get_data", []));
    }

    /** Not waited for: a dialog that leads to another screen, where this one is gone, would
     * wait forever, and stay open. */
    refresh() {
        this.load();
    }

    /** What somebody says or does here, and what has come of it. */
    async call(name) {
        this.state.isBusy = true;
        try {
            const answer = await this.orm.call(SERVICE, name, []);
            await this.load();
            return answer;
        } finally {
            this.state.isBusy = false;
        }
    }

    async sendTestMail() {
        const address = await this.call("send_test_mail");
        this.notification.add(_t("The test mail is on its way to %s.", address), {
            type: "success",
        });
    }

    async close() {
        await this.call("close_panel");
        this.notification.add(
            _t("You find it again under Configuration, Candidate Communication, Set-Up."),
            { type: "info" }
        );
    }
}
