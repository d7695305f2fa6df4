"""The benchmark of opening screens: list, kanban and form of applications and the job
board, as a recruiter, against core's views of the same records; the ledger and the
feedback, of which core has none; and Today.

Server time of what the web client asks for when a screen is opened. It reads the fields
that stand in the view; core's view is the same one without the addon's inheriting views.
What is open in the ledger, a row for each application, is compared with core's list of
applications, which has as many rows and as many columns; the feedback with as many of
core's participations in surveys. Core's activities and messages are no measure: it looks
through all of them for those that the reader may see.
"""

from functools import partial
from typing import NamedTuple

from lxml import etree

from odoo.tools import SQL

from ..place import ADDON
from . import measure

JOBS = 40
ROWS = 4  # of the ledger, for each application
ANSWERING = 4  # one application in so many has given feedback
BUDGET, TODAY = 1.25, 0.3
LIST_LIMIT, CARD_LIMIT = 80, 80


class ScreenBench:
    def __init__(self, env, bench):
        self.run = partial(measure.run, **bench.run.keywords)
        self.report, self.expect, self.core = bench.report, bench.expect, bench.core
        self.sizes = bench.sizes.opened
        self.admin = env
        self.user = env["res.users"].create(
            {
                "name": "Recruiter",
                "login": "bench_recruiter",
                "group_ids": [(6, 0, [env.ref("hr_recruitment.group_hr_recruitment_user").id])],
            }
        )
        self.env = env(user=self.user.id)
        self.jobs = env["hr.job"].create(
            [{"name": f"Position {number}", "user_id": self.user.id} for number in range(JOBS)]
        )
        self.survey = env["survey.survey"].create({"title": "Bench", "survey_type": "recruitment"})
        self.stages = env["hr.recruitment.stage"].search([("fold", "=", False)], limit=4)
        self.steps = env["hr.recruitment.communication.step"].search(
            [("action", "=", "email"), ("active", "=", True)], limit=ROWS
        )
        env.flush_all()

    def screens(self):
        counts = {}
        filled = 0
        for size in self.sizes:
            self._fill(filled, size)
            filled = size
            for name, screen in SCREENS.items():
                ours, core = self._compare(screen)
                self.report.ratio(f"opening {name} / core's", size, ours, core, BUDGET)
                counts.setdefault(name, []).append(ours[-1].queries)
            today = [self.run(self.env, self._open_today) for _number in range(measure.RUNS + 1)]
            self.report.ratio("Today / 300 ms", size, today, [measure.Run(TODAY)] * len(today), 1)
            counts.setdefault("Today", []).append(today[-1].queries)
        for name, found in counts.items():
            self.report.same(f"queries of opening {name}", self.sizes, found)

    def _compare(self, screen):
        anchor = screen.anchor or screen
        mine, theirs = self._read_fields(*screen.view), self._read_core_fields(*anchor.view)
        shown = {}

        def work(arm, screen, spec):
            shown[arm] = find_ids(screen.open(self.env, spec))

        ours, core = measure.compare(
            lambda: self.run(self.env, lambda: work("ours", screen, mine)),
            lambda: self.run(self.env, lambda: work("core", anchor, theirs), around=self.core),
            times=2,
        )
        if screen.anchor:
            same = len(shown["ours"]) == len(shown["core"])
        else:
            same = shown["ours"] == shown["core"]
        self.expect(same and shown["ours"], f"the same records: {screen.view}")
        return ours, core

    # Fields ----------------------------------------------------------------------------

    def _read_core_fields(self, model, view, kind):
        """As if the addon were not installed; undone at once."""
        ours = self.admin["ir.model.data"].search(
            [("module", "=", ADDON), ("model", "=", "ir.ui.view")]
        )
        views = self.admin["ir.ui.view"].browse(ours.mapped("res_id")).exists()
        with self.admin.cr.savepoint() as savepoint:
            views.filtered("inherit_id").active = False
            self.admin.flush_all()
            self.admin.registry.clear_all_caches()
            try:
                return self._read_fields(model, view, kind)
            finally:
                savepoint.rollback()
                self.admin.registry.clear_all_caches()
                self.admin.invalidate_all()

    def _read_fields(self, model, view, kind):
        """:return: dict as ``web_read`` takes it"""
        found = self.env[model].get_view(self.env.ref(view).id, kind)
        return describe(self.env[model], etree.fromstring(found["arch"]))

    def _open_today(self):
        self.env["hr.recruitment.today"].get_data()

    # What is there ---------------------------------------------------------------------

    def _fill(self, start, end):
        """By SQL, deterministic."""
        self.admin.execute_query(
            SQL(
                """
                WITH applicant AS (
                     INSERT INTO hr_applicant
                            (partner_name, email_from, email_normalized, active, company_id,
                             job_id, stage_id, user_id, kanban_state, preferred_channel,
                             outcome, create_date, refuse_reason_id, refuse_date,
                             answer_state, awaiting_reply, last_reply_date,
                             last_contact_date, communication_plan_id, sequence, priority, arrival)
                     SELECT 'Candidate ' || n, 'c' || n || '@example.com',
                            'c' || n || '@example.com', n %% 5 <> 0, %(company)s,
                            (%(jobs)s::int[])[1 + n %% %(number)s],
                            (%(stages)s::int[])[1 + n %% 4], %(user)s, 'normal', 'email',
                            CASE WHEN n %% 5 = 0 THEN 'refused' ELSE 'ongoing' END,
                            NOW() AT TIME ZONE 'UTC' - n %% 400 * interval '1 day',
                            CASE WHEN n %% 5 = 0 THEN %(refused)s END,
                            CASE WHEN n %% 5 = 0 THEN NOW() AT TIME ZONE 'UTC' END,
                            CASE WHEN n %% 20 = 0 THEN 'owed' WHEN n %% 5 = 0 THEN 'told' END,
                            n %% 10 = 1, CASE WHEN n %% 10 = 1 THEN NOW() AT TIME ZONE 'UTC'
                                 - interval '3 days' END,
                            NOW() AT TIME ZONE 'UTC' - interval '1 day'
                                - n * 7919 %% 100003 * interval '1 second', %(plan)s, 10, '0',
                            'applied'
                       FROM generate_series(%(start)s + 1, %(end)s) AS n
                  RETURNING id, job_id, company_id, create_date, stage_id),
                visit AS (
                     INSERT INTO hr_applicant_stage_history
                            (applicant_id, stage_id, job_id, company_id, entered_date)
                     SELECT id, stage_id, job_id, company_id, create_date FROM applicant),
                participation AS (
                     INSERT INTO survey_user_input
                            (survey_id, applicant_id, access_token, state, email, create_date)
                     SELECT %(survey)s, id, 'bench-' || id, 'done', 'c@example.com',
                            create_date + interval '1 day'
                       FROM applicant WHERE id %% %(answering)s = 0),
                feedback AS (
                     INSERT INTO hr_recruitment_feedback
                            (applicant_id, job_id, user_id, score, nps_value, category, moment,
                             anonymity, released, disclosed, opens_group, response_date,
                             company_id, create_date)
                     SELECT id, job_id, %(user)s, id %% 11,
                            CASE WHEN id %% 11 >= 9 THEN 100
                                 WHEN id %% 11 <= 6 THEN -100 ELSE 0 END,
                            'passive', (ARRAY['applied', 'interviewed', 'refused'])[1 + id %% 3],
                            'named', TRUE, TRUE, TRUE,
                            (create_date + interval '1 day')::date, company_id, create_date
                       FROM applicant WHERE id %% %(answering)s = 0)
                INSERT INTO hr_applicant_communication
                       (applicant_id, step_id, plan_id, job_id, user_id, occurrence_key, action,
                        state, reason, scheduled_date, next_attempt, sent_date, company_id,
                        create_date, create_uid)
                SELECT id, (%(steps)s::int[])[row], %(plan)s, job_id, %(user)s, 'bench', 'email',
                       (ARRAY['sent', 'scheduled', 'cancelled', 'sent'])[row],
                       (ARRAY['delivered', 'due', 'stage_left', 'delivered'])[row],
                       CASE WHEN row = 2 THEN NOW() AT TIME ZONE 'UTC' + interval '9 days'
                            ELSE create_date + row * interval '1 day' END,
                       CASE WHEN row = 2 THEN NOW() AT TIME ZONE 'UTC' + interval '9 days' END,
                       CASE WHEN row <> 2 THEN create_date + row * interval '1 day' END,
                       company_id, create_date, %(user)s
                  FROM applicant, generate_series(1, %(rows)s) AS row
                """,
                company=self.env.company.id,
                jobs=self.jobs.ids,
                number=JOBS,
                stages=self.stages.ids,
                user=self.user.id,
                refused=self.env.ref("hr_recruitment.refuse_reason_1").id,
                plan=self.steps[:1].plan_id.id,
                steps=self.steps.ids,
                survey=self.survey.id,
                rows=ROWS,
                answering=ANSWERING,
                start=start,
                end=end,
            )
        )
        self.admin.invalidate_all()
        self.admin.cr.execute(
            "ANALYZE hr_applicant, hr_applicant_communication, hr_recruitment_feedback,"
            " survey_user_input"
        )
        months = self.admin["hr.recruitment.experience.month"]
        for month in months._find_due():
            months._count(*month)


# What the client asks for when a screen is opened ------------------------------------------

APPLICANTS = [("talent_pool_ids", "=", False)]


def open_rows(model, domain, order, env, spec):
    return env[model].web_search_read(
        domain, spec, limit=LIST_LIMIT, order=order, count_limit=10001
    )["records"]


def open_kanban(env, spec):
    """Of one job position, by stage."""
    domain = [*APPLICANTS, ("job_id", "=", find_job(env).id)]
    applicants = env["hr.applicant"]
    states = {name: name for name in ("done", "waiting", "blocked")}
    applicants.read_progress_bar(domain, "stage_id", {"field": "kanban_state", "colors": states})
    groups = applicants.web_read_group(
        domain,
        ["stage_id"],
        ["__count"],
        auto_unfold=True,
        unfold_read_specification=spec,
        unfold_read_default_limit=CARD_LIMIT,
    )["groups"]
    return [record for group in groups for record in group.get("__records", ())]


def open_form(env, spec):
    applicant = env["hr.applicant"].search([*APPLICANTS, ("job_id", "=", find_job(env).id)])[-1:]
    return applicant.web_read(spec)


def open_board(env, spec):
    return env["hr.job"].web_search_read([("name", "like", "Position")], spec, limit=CARD_LIMIT)[
        "records"
    ]


class Screen(NamedTuple):
    open: object  # function of the environment and the fields
    view: tuple  # model, view, kind
    anchor: object = None  # core's, where that is another one


LIST = "hr.applicant", "hr_recruitment.crm_case_tree_view_job", "list"
PARTICIPATIONS = "survey.user_input", "survey.survey_user_input_view_tree", "list"
LEDGER = "hr.applicant.communication", f"{ADDON}.hr_applicant_communication_view_list", "list"
FEEDBACK = "hr.recruitment.feedback", f"{ADDON}.hr_recruitment_feedback_view_list", "list"
open_list = partial(open_rows, "hr.applicant", APPLICANTS)


def open_ledger(env, spec):
    """With the filters that it is opened with."""
    domain = [
        ("user_id", "=", env.uid),
        ("state", "in", ("scheduled", "queued", "failed")),
    ]
    order = "needs_attention desc, timeline_order, id desc"
    return open_rows("hr.applicant.communication", domain, order, env, spec)


SCREENS = {
    "the list": Screen(partial(open_list, None), LIST),
    "the list by last contact": Screen(
        partial(open_list, "last_contact_date"),
        LIST,
        Screen(partial(open_list, "create_date"), LIST),
    ),
    "the kanban": Screen(
        open_kanban, ("hr.applicant", "hr_recruitment.hr_kanban_view_applicant", "kanban")
    ),
    "the form": Screen(
        open_form, ("hr.applicant", "hr_recruitment.hr_applicant_view_form", "form")
    ),
    "the job board": Screen(open_board, ("hr.job", "hr_recruitment.view_hr_job_kanban", "kanban")),
    "the ledger": Screen(open_ledger, LEDGER, Screen(partial(open_list, None), LIST)),
    "the feedback": Screen(
        partial(open_rows, "hr.recruitment.feedback", [], None),
        FEEDBACK,
        Screen(partial(open_rows, "survey.user_input", [], None), PARTICIPATIONS),
    ),
}


def find_job(env):
    return env["hr.job"].search([("name", "=", "Position 3")], limit=1)


def find_ids(records):
    return [record["id"] for record in records]


def describe(model, arch):
    """:return: dict, the fields of a view as the client asks for them"""
    found = {}
    for node in arch.iter("field"):
        if any(parent.tag == "field" for parent in node.iterancestors() if parent is not arch):
            continue
        name = node.get("name")
        if (field := model._fields.get(name)) is None:
            continue
        modifiers = (node.get("invisible"), node.get("column_invisible"))
        hidden = "True" in modifiers or "1" in modifiers
        found[name] = {} if hidden else describe_field(model, field, node)
    return found


def describe_field(model, field, node):
    if field.type == "many2one":
        return {"fields": {"display_name": {}}}
    if field.type not in ("one2many", "many2many"):
        return {}
    lines = model.env[field.comodel_name]
    inner = next((child for child in node if child.tag in ("list", "kanban")), None)
    if inner is None:
        return {"fields": {"display_name": {}}, "limit": 40}
    order = inner.get("default_order", "")
    return {"fields": describe(lines, inner), "limit": 40, "order": order}
