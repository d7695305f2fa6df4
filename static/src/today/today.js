import { Component, markRaw, onWillStart, useRef, useState } from "@odoo/owl";
import { ConfirmationDialog } from "@web/core/confirmation_dialog/confirmation_dialog";
import { _t } from "@web/core/l10n/translation";
import { RecordSelector } from "@web/core/record_selectors/record_selector";
import { registry } from "@web/core/registry";
import { user } from "@web/core/user";
import { KeepLast } from "@web/core/utils/concurrency";
import { useService } from "@web/core/utils/hooks";
import { useSetupAction } from "@web/search/action_hook";
import { Layout } from "@web/search/layout";
import { standardActionServiceProps } from "@web/webclient/actions/action_service";
import { Door } from "../dashboard/door";
import { SetupPanel } from "../setup/setup_panel";
import { CallDialog } from "./call_dialog";
import { useLineKeys } from "./line_keys";
import { getSectionWords } from "./section_words";
import { TodaySection } from "./today_section";

const APPLICANT = "hr.applicant";
const COMMUNICATION = "hr.applicant.communication";
const PRAISE = "hr.candidate.praise";
const REQUEST = "hr.applicant.data.request";
const REVIEW = "hr.employer.review";
const MINE = { scope: "mine", userId: false };

/** What there is to do today, over all job positions. */
export class Today extends Component {
    static template = "hr_recruitment_candidate_experience.Today";
    static components = { Door, Layout, RecordSelector, SetupPanel, TodaySection };
    static props = { ...standardActionServiceProps };

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
        this.dialog = useService("dialog");
        this.notification = useService("notification");
        this.last = new KeepLast();
        this.words = getSectionWords();
        this.health = { action: "hr_recruitment_candidate_experience.action_health" };
        this.healthTitle = _t("Health");
        this.colleagues = [["share", "=", false]];
        this.state = useState({
            data: null,
            isLoading: false,
            chosen: this.props.state?.chosen || MINE,
        });
        const root = useRef("root");
        useLineKeys(root);
        useSetupAction({
            rootRef: root,
            getLocalState: () => ({ chosen: { ...this.state.chosen } }),
        });
        onWillStart(() => this.load());
    }

    get display() {
        return { controlPanel: {} };
    }

    get isOfficer() {
        return this.state.data.access === "officer";
    }

    get scopes() {
        return [
            ["mine", _t("Mine")],
            ["colleague", _t("A colleague's")],
            ["everybody", _t("Everybody's")],
        ];
    }

    async load() {
        const { scope, userId } = this.state.chosen;
        this.state.isLoading = true;
        try {
            const data = await this.last.add(
                this.orm.call("hr.recruitment.today", "get_data", [scope, userId])
            );
            this.state.data = markRaw(data);
        } finally {
            this.state.isLoading = false;
        }
    }

    /** A colleague is asked for first. */
    chooseScope(scope) {
        this.state.chosen = { scope, userId: false };
        return scope === "colleague" ? undefined : this.load();
    }

    chooseColleague(userId) {
        this.state.chosen = { scope: "colleague", userId };
        return userId ? this.load() : undefined;
    }

    /** Odoo's own preference. */
    async toggleHome() {
        const { action_id, is_home } = this.state.data.home;
        await this.orm.write("res.users", [user.userId], {
            action_id: is_home ? false : action_id,
        });
        this.notification.add(
            is_home
                ? _t("Odoo opens with its usual screen again.")
                : _t("Odoo opens with this screen when you log in."),
            { type: "success" }
        );
        return this.load();
    }

    // What can be done with a line -------------------------------------------------------

    getActions(name, line) {
        return this[`get_${name}_actions`](line);
    }

    get_reply_actions(line) {
        return [
            this.getWriting(line, _t("Reply")),
            {
                name: "replied",
                label: _t("Mark as Replied"),
                title: _t("The reply was given elsewhere, by telephone for instance"),
                run: () => this.call(APPLICANT, "action_mark_answered", line.id),
            },
        ];
    }

    get_promises_actions(line) {
        return [this.getWriting(line, _t("Write"))];
    }

    get_offers_actions(line) {
        return [this.getWriting(line, _t("Write"))];
    }

    get_job_offers_actions(line) {
        return [this.getWriting(line, _t("Write"))];
    }

    get_answers_actions(line) {
        return [this.getShowing("answers", "hr.applicant.screening", line)];
    }

    get_bookings_actions(line) {
        return [this.getShowing("booking", "hr.interview.booking", line)];
    }

    get_explanations_actions(line) {
        return [this.getShowing("explanation", "hr.applicant.explanation", line)];
    }

    get_papers_actions(line) {
        return [this.getShowing("papers", "hr.applicant.paperwork", line)];
    }

    getShowing(name, model, line) {
        return {
            name,
            label: _t("Show"),
            isPrimary: true,
            run: () => this.openForm(model, line.id),
        };
    }

    get_refusals_actions(line) {
        const isEmail = line.channel === "email";
        const read = {
            name: "read",
            label: isEmail ? _t("Read or Edit") : _t("Show"),
            run: () => this.call(COMMUNICATION, "action_open", line.id),
        };
        const send = {
            name: "send",
            label: _t("Send Now"),
            run: () => this.call(COMMUNICATION, "action_send_soon", line.id),
        };
        const takeBack = {
            name: "take_back",
            label: _t("Take Back"),
            run: () =>
                this.confirm(
                    line,
                    _t(
                        "The candidate has not been told anything yet. The application goes on in its stage."
                    ),
                    {
                        confirmLabel: _t("Take Back"),
                        confirm: () => this.call(COMMUNICATION, "action_take_back", line.id),
                    }
                ),
        };
        return [read, ...(isEmail && this.state.data.may_send_now ? [send] : []), takeBack];
    }

    /** What is said about a decision is not for everybody who reads the application. */
    getCalling(line) {
        return {
            name: "call",
            label: _t("I Have Called…"),
            title: _t("With the words that help, and room for what was said"),
            isPrimary: true,
            run: () => this.call(APPLICANT, "action_have_called", line.applicant_id),
        };
    }

    get_calls_actions(line) {
        if (line.is_decision) {
            return [this.getCalling(line)];
        }
        const props = {
            line,
            confirm: async (feedback) => {
                await this.orm.call("mail.activity", "action_feedback", [[line.id]], { feedback });
                this.notification.add(_t("The call to %s is noted.", line.name), {
                    type: "success",
                });
                return this.load();
            },
        };
        return [{ ...this.getCalling(line), run: () => this.dialog.add(CallDialog, props) }];
    }

    get_interviews_actions(line) {
        const kit = {
            name: "kit",
            label: _t("Interview Kit"),
            isPrimary: true,
            run: () => this.openForm("hr.interview.kit", line.id),
        };
        const join = {
            name: "join",
            label: _t("Join"),
            run: () => this.action.doAction({ type: "ir.actions.act_url", url: line.link }),
        };
        return [kit, ...(/^https?:\/\//i.test(line.link) ? [join] : [])];
    }

    get_failures_actions(line) {
        const read = {
            name: "read",
            label: _t("Show"),
            run: () => this.call(COMMUNICATION, "action_open", line.id),
        };
        const retry = {
            name: "retry",
            label: _t("Try Again"),
            isPrimary: true,
            run: () =>
                this.call(
                    COMMUNICATION,
                    "action_retry",
                    line.id,
                    _t("It is tried again: %s", line.name)
                ),
        };
        return line.state === "failed" ? [retry, read] : [read];
    }

    get_starting_actions(line) {
        return [
            {
                name: "tasks",
                label: _t("All Tasks"),
                isPrimary: true,
                run: () => this.call(APPLICANT, "action_open_first_tasks", line.id),
            },
        ];
    }

    get_praise_actions(line) {
        return [this.getShowing("praise", PRAISE, line)];
    }

    get_requests_actions(line) {
        return [this.getShowing("request", REQUEST, line)];
    }

    get_reviews_actions(line) {
        return [this.getShowing("review", REVIEW, line)];
    }

    get_unanswered_actions(line) {
        if (!line.is_owed) {
            return [this.getWriting(line, _t("Write"))];
        }
        const tell = {
            name: "tell",
            label: _t("Tell the Candidate…"),
            isPrimary: true,
            run: () => this.call(APPLICANT, "archive_applicant", line.id),
        };
        const told = {
            name: "told",
            label: _t("Informed in Another Way"),
            title: _t("By telephone for instance"),
            run: () =>
                this.confirm(line, _t("The candidate knows how the application ended."), {
                    confirmLabel: _t("Mark as Informed"),
                    confirm: () => this.call(APPLICANT, "action_mark_told", line.id),
                }),
        };
        if (line.is_to_be_called) {
            return [this.getCalling(line), told];
        }
        return line.is_refused ? [told] : [tell, told];
    }

    /** Somebody else's mail is replied to where it can be read. */
    getWriting(line, label) {
        const isHere = line.partner_id && !line.is_other;
        return {
            name: "write",
            label,
            isPrimary: true,
            run: () => (isHere ? this.write(line) : this.openApplication(line)),
        };
    }

    write(line) {
        return this.action.doAction(
            {
                type: "ir.actions.act_window",
                name: line.name,
                res_model: "mail.compose.message",
                views: [[false, "form"]],
                target: "new",
                context: {
                    default_model: APPLICANT,
                    default_res_ids: [line.applicant_id],
                    default_composition_mode: "comment",
                    default_partner_ids: [line.partner_id],
                    default_subtype_xmlid: "mail.mt_comment",
                },
            },
            { onClose: () => this.refresh() }
        );
    }

    /** Not waited for: a dialog that leads to another screen, where this one is gone, would
     * wait forever, and stay open. */
    refresh() {
        this.load();
    }

    /** As the button of a form: what it answers with is opened. */
    async call(resModel, name, id, done) {
        await this.action.doActionButton({
            type: "object",
            name,
            resModel,
            resId: id,
            resIds: [id],
            context: { active_test: false },
            onClose: () => this.refresh(),
        });
        if (done) {
            this.notification.add(done, { type: "success" });
        }
    }

    confirm(line, body, props) {
        this.dialog.add(ConfirmationDialog, { title: line.name, body, cancel: () => {}, ...props });
    }

    openApplication(line) {
        if (line.model) {
            return this.openForm(line.model, line.id);
        }
        if (line.applicant_id) {
            return this.openForm(APPLICANT, line.applicant_id);
        }
        if (line.praise_id) {
            return this.openForm(PRAISE, line.praise_id);
        }
        return this.openForm("hr.interview.kit", line.id);
    }

    openForm(res_model, res_id) {
        return this.action.doAction({
            type: "ir.actions.act_window",
            res_model,
            res_id,
            views: [[false, "form"]],
        });
    }
}

registry.category("actions").add("candidate_today", Today);
