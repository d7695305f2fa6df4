import { Component, markRaw, onWillStart, useRef, useState } from "@odoo/owl";
import { loadBundle } from "@web/core/assets";
import { _t } from "@web/core/l10n/translation";
import { RPCError } from "@web/core/network/rpc";
import { registry } from "@web/core/registry";
import { KeepLast } from "@web/core/utils/concurrency";
import { useService } from "@web/core/utils/hooks";
import { url } from "@web/core/utils/urls";
import { useSetupAction } from "@web/search/action_hook";
import { Layout } from "@web/search/layout";
import { standardActionServiceProps } from "@web/webclient/actions/action_service";
import { AdSection } from "./ad_section";
import { AlarmSection } from "./alarm_section";
import { ReviewSection } from "./review_section";
import { StaySection } from "./stay_section";
import { BenchmarkSection } from "./benchmark_section";
import { BreakdownSection } from "./breakdown_section";
import { CommentSection } from "./comment_section";
import { CostSection } from "./cost_section";
import { DashboardFilters } from "./dashboard_filters";
import { Door } from "./door";
import { buildDoors } from "./doors";
import { DriverSection } from "./driver_section";
import { FilterBar } from "./filter_bar";
import { FollowUpSection } from "./follow_up_section";
import { FunnelSection } from "./funnel_section";
import { GoalSection } from "./goal_section";
import { ImprovementSection } from "./improvement_section";
import { PromiseSection } from "./promise_section";
import { ScoreSection } from "./score_section";
import { PublicationSection } from "./publication_section";
import { SourceSection } from "./source_section";
import { ThemeSection } from "./theme_section";
import { WaitingSection } from "./waiting_section";

const SERVICE = "hr.recruitment.experience.report";

/** The candidate experience on one page: it draws what the report service answers. */
export class ExperienceDashboard extends Component {
    static template = "hr_recruitment_candidate_experience.ExperienceDashboard";
    static components = {
        AdSection,
        AlarmSection,
        ReviewSection,
        StaySection,
        BenchmarkSection,
        BreakdownSection,
        CommentSection,
        CostSection,
        Door,
        DriverSection,
        FilterBar,
        FollowUpSection,
        FunnelSection,
        GoalSection,
        ImprovementSection,
        Layout,
        PromiseSection,
        ScoreSection,
        PublicationSection,
        SourceSection,
        ThemeSection,
        WaitingSection,
    };
    static props = { ...standardActionServiceProps };

    setup() {
        this.orm = useService("orm");
        this.notification = useService("notification");
        this.filters = new DashboardFilters();
        this.last = new KeepLast();
        this.state = useState({ data: null, loading: false });
        useSetupAction({ rootRef: useRef("root") });
        onWillStart(() => Promise.all([this.load(), loadBundle("web.chartjs_lib")]));
    }

    async load() {
        this.state.loading = true;
        try {
            this.state.data = await this.last.add(this.fetch());
        } finally {
            this.state.loading = false;
        }
    }

    /** A kept filter may be of a job that is gone: better all numbers than none. */
    async fetch() {
        try {
            return await this.ask();
        } catch (error) {
            if (!(error instanceof RPCError) || this.filters.isDefault) {
                throw error;
            }
            this.filters.reset();
            this.notification.add(
                _t("%s All filters were cleared.", error.data?.message || error.message),
                { type: "warning" }
            );
            return this.ask();
        }
    }

    async ask() {
        const data = await this.orm.call(SERVICE, "get_data", [this.filters.asked]);
        return markRaw({ ...data, doors: buildDoors(data) });
    }

    change(values) {
        this.filters.change(values);
        return this.load();
    }

    clear() {
        this.filters.clear();
        return this.load();
    }

    reset() {
        this.filters.reset();
        return this.load();
    }

    /** Another way of dividing the score asks the server nothing. */
    chooseBreakdown(breakdown) {
        this.filters.change({ breakdown });
        this.render();
    }

    getFile(kind) {
        const filters = JSON.stringify(this.filters.asked);
        return url(`/candidate-experience/report/${kind}`, { filters });
    }

    get display() {
        return { controlPanel: {} };
    }

    get isEmpty() {
        const { score, response, funnel, waiting } = this.state.data;
        return !(
            score.n ||
            response.invited ||
            funnel.applications ||
            funnel.stages.length ||
            waiting.oldest.length
        );
    }

    get isManager() {
        return this.state.data.access === "manager";
    }

    get breakdown() {
        return {
            data: this.state.data,
            chosen: this.filters.chosen.breakdown,
            choose: (breakdown) => this.chooseBreakdown(breakdown),
        };
    }
}

registry.category("actions").add("candidate_experience_dashboard", ExperienceDashboard);
