from datetime import timedelta

from markupsafe import Markup, escape

from odoo import api, fields, models
from odoo.exceptions import AccessError
from odoo.fields import Domain

from ..batch import get_now, get_today

DAYS_FOR_DATA = 14
# What tells that an application is of the same person.
PERSON = ("id", "partner_id", "email_normalized")


class HrApplicantDataRequest(models.Model):
    """What a candidate asks about their own data: a copy of it, or that it be erased.

    It is no line in the chatter and no activity of the application, which interviewers
    read. While a request to erase is open, nothing planned leaves for that person: see
    ``hr.applicant.communication``.
    """

    _name = "hr.applicant.data.request"
    _description = "Request About a Candidate's Data"
    _inherit = ["mail.thread", "mail.activity.mixin", "hr.candidate.guard.mixin"]
    _order = "date desc, id desc"

    applicant_id = fields.Many2one(
        "hr.applicant",
        "Application",
        required=True,
        index=True,
        ondelete="cascade",
        readonly=True,
    )
    company_id = fields.Many2one(related="applicant_id.company_id", store=True)
    # To whom an answer goes that is written in the chatter.
    partner_id = fields.Many2one(related="applicant_id.partner_id", string="Candidate")
    kind = fields.Selection(
        [("copy", "Copy of the data"), ("erase", "Erasure")],
        "Asks For",
        required=True,
        readonly=True,
    )
    date = fields.Datetime(
        "Requested On", required=True, readonly=True, default=fields.Datetime.now
    )
    user_id = fields.Many2one("res.users", "Responsible", readonly=True)
    state = fields.Selection(
        [("open", "Ongoing"), ("done", "Done"), ("dropped", "Taken Back")],
        required=True,
        readonly=True,
        default="open",
        index=True,
        tracking=True,
        help="Until a request to erase is closed, nothing planned is sent to the candidate.",
    )
    closed_date = fields.Datetime("Closed On", readonly=True)
    held_ids = fields.Many2many(
        "hr.applicant.communication",
        compute="_compute_held_ids",
        string="Held Back",
        help="Planned for this candidate, in all applications, and not sent.",
    )

    _open = models.UniqueIndex("(applicant_id, kind) WHERE state = 'open'")

    @api.depends("kind", "applicant_id.partner_name")
    @api.depends_context("lang")
    def _compute_display_name(self):
        kinds = dict(self._fields["kind"]._description_selection(self.env))
        for request in self:
            name = request.sudo().applicant_id.partner_name or ""
            request.display_name = f"{kinds[request.kind]}: {name}"

    def _compute_held_ids(self):
        for request in self:
            held = self.env["hr.applicant.communication"]
            if request.kind == "erase" and request.state == "open":
                held = request._find_applications().communication_ids.filtered(
                    lambda row: row.state == "scheduled"
                )
            request.held_ids = held.sorted("scheduled_date").ids

    # Asking --------------------------------------------------------------------------

    @api.model
    def _ask(self, applicant, kind, user):
        """:param user: ``res.users`` who takes care of it
        :return: the open request; one that is open already is not asked again"""
        known = self.search(
            [
                ("applicant_id", "=", applicant.id),
                ("kind", "=", kind),
                ("state", "=", "open"),
            ]
        )
        if known:
            return known
        request = self.with_context(mail_create_nosubscribe=True).create(
            {"applicant_id": applicant.id, "kind": kind, "user_id": user.id}
        )
        if kind == "erase":
            request._find_applications()._hold_everything()
        request._tell_responsible()
        request._confirm()
        return request

    @api.model
    def _say(self, kind, lang):
        """:return: (what the candidate asks, what is to be done), in this language"""
        spoken = self.with_context(lang=lang).env
        return {
            "copy": (
                spoken._("I would like a copy of my data."),
                spoken._("Send a copy of the candidate's data"),
            ),
            "erase": (
                spoken._("I would like my data to be erased."),
                spoken._("Erase the candidate's data"),
            ),
        }[kind]

    def _find_applications(self):
        """:return: the applications, as superuser, that the person had in this company
        when asking, closed ones included"""
        self.ensure_one()
        asked = self.sudo().applicant_id
        same = Domain("id", "=", asked.id)
        if asked.partner_id:
            same |= Domain("partner_id", "=", asked.partner_id.id)
        if asked.email_normalized:
            same |= Domain("email_normalized", "=", asked.email_normalized)
        return asked.with_context(active_test=False).search(
            same
            & Domain("company_id", "=", asked.company_id.id)
            & Domain("create_date", "<=", self.date),
            order="id",
        )

    def _tell_responsible(self):
        """In one mail and one to-do, for that one colleague."""
        candidate = self.applicant_id.partner_id
        words, task = self._say(self.kind, self.user_id.lang or self.env.lang)
        self.message_subscribe(self.user_id.partner_id.ids)
        self.with_context(mail_post_autofollow_author_skip=True).message_post(
            subject=self.with_context(lang=self.user_id.lang).display_name,
            body=Markup("<p>%s</p>") % words,
            message_type="email",
            subtype_xmlid="mail.mt_comment",
            author_id=candidate.id or False,
            email_from=candidate.email_formatted or self.applicant_id.partner_name,
            partner_ids=(self.user_id.partner_id - candidate).ids,
        )
        activities = self.env["mail.activity"]
        todo = activities._prepare_todo(
            self,
            self.user_id,
            activities._get_todo_type(),
            lambda request: (task, request._list_held()),
            date_deadline=get_today(self.env) + timedelta(days=self._get_days_to_work()),
        )
        activities._raise_todos([todo])

    def _get_days_to_work(self):
        """:return: int, after so many days it is on the responsible's list, well before the
        reply is due"""
        return DAYS_FOR_DATA

    def _list_held(self):
        """:return: Markup, what the responsible must know of what is held back"""
        mine = self.with_context(lang=self.user_id.lang)
        if self.kind != "erase":
            return Markup()
        lines = [Markup("<li>%s</li>") % escape(row.step_id.name) for row in mine.held_ids]
        note = Markup("<p>%s</p>") % mine.env._(
            "Until you close the request, nothing planned is sent to the candidate."
        )
        if lines:
            note += Markup("<p>%s</p><ul>%s</ul>") % (
                mine.env._("Held back:"),
                Markup("").join(lines),
            )
        if mine.held_ids.filtered(lambda row: row.step_id.trigger == "refused"):
            note += Markup("<p>%s</p>") % mine.env._(
                "The candidate has not been told of our decision. Tell it when you "
                "answer the request."
            )
        return note

    # Closing -------------------------------------------------------------------------

    def action_done(self):
        """The data is erased, or the copy sent. What was planned is not sent any more,
        and of an application that is to be forgotten nothing is owed."""
        requests = self._check_may_close()
        erased = requests.filtered(lambda request: request.kind == "erase")
        applications = (
            self.env["hr.applicant"]
            .sudo()
            .union(*(request._find_applications() for request in erased))
        )
        requests._close("done")
        applications._drop_everything()

    def action_drop(self):
        """The candidate has taken it back: everything goes on."""
        requests = self._check_may_close()
        requests._close("dropped")
        for request in requests.filtered(lambda request: request.kind == "erase"):
            request._find_applications()._release_everything()

    def _check_may_close(self):
        """:return: the open ones, as superuser
        :raise AccessError: unless it is a recruiter or the responsible"""
        self.check_access("read")
        officer = self.env.user.has_group("hr_recruitment.group_hr_recruitment_user")
        if not self.env.su and not officer and self.user_id != self.env.user:
            raise AccessError(self.env._("Only the responsible closes a request."))
        return self.sudo().filtered(lambda request: request.state == "open")

    def _close(self, state):
        self.write({"state": state, "closed_date": get_now(self.env)})
        self.activity_ids.action_feedback()

    @api.model
    def _adopt_activities(self):
        """At the upgrade: what was asked for by an activity of the application, which
        interviewers read, becomes a request. Nobody gets a mail about it again."""
        wish = self.env.ref(
            "hr_recruitment_candidate_experience.activity_type_wish",
            raise_if_not_found=False,
        )
        if not wish:
            return
        tasks = {
            self._say(kind, code)[1]: kind
            for kind in ("copy", "erase")
            for code, _name in self.env["res.lang"].get_installed()
        }
        activities = self.env["mail.activity"].search(
            [
                ("res_model", "=", "hr.applicant"),
                ("activity_type_id", "=", wish.id),
                ("summary", "in", list(tasks)),
            ]
        )
        applicants = self.env["hr.applicant"]
        for activity in activities:
            applicant = applicants.browse(activity.res_id)
            if applicant.data_request_ids.filtered(
                lambda r, a=activity: r.state == "open" and r.kind == tasks[a.summary]
            ):
                activity.unlink()
                continue
            request = self.with_context(mail_create_nosubscribe=True).create(
                {
                    "applicant_id": applicant.id,
                    "kind": tasks[activity.summary],
                    "user_id": activity.user_id.id,
                    "date": activity.create_date,
                }
            )
            if request.kind == "erase":
                request._find_applications()._hold_everything()
            activity.write(
                {
                    "res_model_id": self.env["ir.model"]._get_id(self._name),
                    "res_id": request.id,
                    "activity_type_id": self.env.ref("mail.mail_activity_data_todo").id,
                }
            )

    # Who is concerned ----------------------------------------------------------------

    @api.model
    def _filter_erasing(self, applicants, states=("open",)):
        """:param states: of the requests that count, by default until they are closed
        :return: those applicants whose person has asked, after they applied, to be
            erased; constant queries"""
        if not applicants:
            return applicants
        requests = self.sudo().search([("kind", "=", "erase"), ("state", "in", states)])
        # Hardly ever is there one.
        return (
            applicants & requests._find_concerned(applicants) if requests else applicants.browse()
        )

    def _find_concerned(self, applicants):
        """:return: those applicants whose person has made one of these requests since they
        applied"""
        asked = {}
        for request in self:
            for key in self._get_person_keys(request.applicant_id):
                asked[key] = max(asked.get(key, request.date), request.date)
        return applicants.filtered(
            lambda a: any(
                key in asked and a.create_date <= asked[key] for key in self._get_person_keys(a)
            )
        )

    def _get_person_keys(self, applicant):
        """:return: by what the same person is known in another application"""
        return [(applicant.company_id, name, applicant[name]) for name in PERSON if applicant[name]]

    def _move_from(self, applications):
        """Applications go, and the person has others: a request stays open there."""
        for request in self.filtered(lambda request: request.state == "open"):
            others = request._find_applications() - applications
            open_there = others.data_request_ids.filtered(
                lambda other, r=request: other.kind == r.kind and other.state == "open"
            )
            if others and not open_there:
                request.applicant_id = others[0]


class HrApplicant(models.Model):
    _inherit = "hr.applicant"

    data_request_ids = fields.One2many(
        "hr.applicant.data.request",
        "applicant_id",
        "Requests About the Data",
        groups="hr_recruitment.group_hr_recruitment_user",
    )
    open_data_request_count = fields.Integer(
        compute="_compute_open_data_request_count",
        groups="hr_recruitment.group_hr_recruitment_user",
    )

    @api.depends("data_request_ids.state")
    def _compute_open_data_request_count(self):
        requests = self.env["hr.applicant.data.request"]
        found = requests.sudo().search_fetch(
            [("applicant_id", "in", self.ids), ("state", "=", "open")], ["applicant_id"]
        )
        # Hardly ever is there one of which it has to be asked who may see it.
        found = found.with_env(self.env)._filtered_access("read").grouped("applicant_id")
        self.open_data_request_count = 0
        for applicant in self.filtered(lambda a: a._origin in found):
            applicant.open_data_request_count = len(found[applicant._origin])

    def action_open_data_requests(self):
        self.check_access("read")
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "hr_recruitment_candidate_experience.action_data_request"
        )
        action["domain"] = [("applicant_id", "in", self.ids)]
        action["context"] = {}
        return action

    def unlink(self):
        self.sudo().data_request_ids._move_from(self)
        return super().unlink()
