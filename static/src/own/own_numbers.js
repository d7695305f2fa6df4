import { Component, markRaw, onWillStart, useState } from "@odoo/owl";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { Layout } from "@web/search/layout";
import { standardActionServiceProps } from "@web/webclient/actions/action_service";
import { IntervalBar } from "../dashboard/interval_bar";

const SERVICE = "hr.recruitment.experience.report";

/** The own job positions in numbers, a card for each. */
export class OwnNumbers extends Component {
    static template = "hr_recruitment_candidate_experience.OwnNumbers";
    static components = { IntervalBar, Layout };
    static props = { ...standardActionServiceProps };

    setup() {
        this.orm = useService("orm");
        this.state = useState({ data: null });
        onWillStart(async () => {
            this.state.data = markRaw(await this.orm.call(SERVICE, "get_own_data", []));
        });
    }

    get display() {
        return { controlPanel: {} };
    }

    getScore(job) {
        return job.facts.find((fact) => fact.key === "score");
    }

    getOthers(job) {
        return job.facts.filter((fact) => fact.key !== "score");
    }
}

registry.category("actions").add("candidate_experience_own", OwnNumbers);
