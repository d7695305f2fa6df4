import { Component } from "@odoo/owl";
import { registry } from "@web/core/registry";
import { Layout } from "@web/search/layout";
import { standardActionServiceProps } from "@web/webclient/actions/action_service";
import { SetupPanel } from "./setup_panel";

/** The panel on a screen of its own, for when Today does not show it any more. */
export class Setup extends Component {
    static template = "hr_recruitment_candidate_experience.Setup";
    static components = { Layout, SetupPanel };
    static props = { ...standardActionServiceProps };

    get display() {
        return { controlPanel: {} };
    }
}

registry.category("actions").add("candidate_setup", Setup);
