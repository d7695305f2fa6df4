"""An invented candidate goes through a plan; what they would get is written down."""

from datetime import datetime, time, timedelta

from lxml import etree, html

from odoo.exceptions import UserError
from odoo.tools import plaintext2html

from ..batch import Batch
from .happenings import Happenings

# A plan that never ends is told of so far.
MOST = 500
# When scheduled actions of the night have run.
NIGHT = time(3)
DAY = timedelta(days=1)
# What waits until somebody has mended something is looked at again by the engine each hour.
LOOKED_AT = ("no_sender", "hire_untold", "retry")
SOON = timedelta(hours=1)
OF_THE_MOMENT = ("hr.applicant", "hr.applicant.communication")
PAGE_STATES = ("ongoing", "hired", "closed", "withdrawn")


class Rehearsed(Happenings):
    """:param env: of a transaction that is taken back, see ``rehearse``
    :param plan: ``hr.recruitment.communication.plan``
    :param job: ``hr.job`` that the candidate applies for; empty: an invented one
    :param Story story: what happens
    :param str lang: code of the candidate's language
    :param bool has_address, has_phone: how the candidate can be reached
    :param bool easy_to_read: whether the candidate wants easy language"""

    def __init__(
        self, env, plan, job, story, lang, has_address=True, has_phone=False, easy_to_read=False
    ):
        self.env, self.story, self.lang = env, story, lang
        self.easy_to_read = easy_to_read
        self.plan_id, self.job_id = plan.id, job.id
        self.has_address, self.has_phone = has_address, has_phone
        self.applicant_id = self.meeting_id = None
        self.row_ids, self.batch = [], None
        self.lines, self.seen, self.looks = [], set(), {}
        # Rows that wait until something else has happened.
        self.put_aside = set()
        self.last_todo, self.page = 0, None

    def run(self):
        """:return: list of dicts of the moment (naive UTC), kind, title, key (the same for the
        same thing in another rehearsal), body (HTML) and to (a name, or a reason), in order"""
        self._set_clock(self.story.start)
        last = self._find("mail.activity").with_context(active_test=False)
        self.last_todo = last.search([], order="id desc", limit=1).id or 0
        self._put_in_use()
        for moment, what in self.story.get_events():
            self._let_pass(moment)
            self._set_clock(moment)
            self._happen(what)
            self._write_down()
        self._let_pass(self.story.until)
        return self.lines

    def _put_in_use(self):
        """The plan, for a job position of its own, if it has none that was chosen."""
        if self.job_id:
            return
        plan = self._find("hr.recruitment.communication.plan").browse(self.plan_id)
        job = self._find("hr.job").create(
            {
                "name": self.env._("An invented job position"),
                "user_id": self.env.uid,
                "company_id": plan.company_id.id or self.env.company.id,
            }
        )
        self.job_id = job.id
        plan.write({"job_ids": [(4, job.id)], "in_use": True})

    def _happen(self, what):
        """What cannot be done is said on the time line, as it is to who tries."""
        self.put_aside.clear()
        try:
            with self.env.cr.savepoint():
                getattr(self, f"_{what}")()
        except UserError as error:
            self._note("stopped", str(error), what)

    def _find(self, model):
        return self.env[model].sudo()

    # The clock ---------------------------------------------------------------------------

    def _set_clock(self, moment):
        """For the database, too. What is said of an application is so at its moment."""
        self.env.flush_all()
        for model in OF_THE_MOMENT:
            self.env[model].invalidate_model(flush=False)
        self.now = moment
        self.env.cr._now = moment
        self.batch = self.batch.follow(moment) if self.batch else Batch(moment)
        self.env = self.batch.put_around(self.env["base"]).env

    @property
    def applicant(self):
        found = self._find("hr.applicant").with_context(active_test=False)
        return found.browse(self.applicant_id)

    @property
    def rows(self):
        """As they were found when it was written down what had come of them."""
        return self._find("hr.applicant.communication").browse(self.row_ids)

    def _find_rows(self):
        ledger = self._find("hr.applicant.communication")
        self.row_ids = ledger.search([("applicant_id", "=", self.applicant_id)], order="id").ids
        return self.rows

    def _let_pass(self, until):
        """What is due until then leaves, and arrives; in between are nights."""
        while self.applicant_id and len(self.lines) < MOST:
            due = min(self._find_waiting().mapped("next_attempt"), default=None)
            night = self._find_next_night()
            moment = min(filter(None, (due, night)), default=None)
            if moment is None or moment > until:
                return
            self._set_clock(max(moment, self.now))
            if moment == due:
                self._deliver()
            if moment == night:
                self.applicant._rehearse_night()
            self._write_down()

    def _find_waiting(self):
        return self.rows.filtered(
            lambda row: (
                row.state == "scheduled" and row.next_attempt and row.id not in self.put_aside
            )
        )

    def _deliver(self):
        """What is due leaves, as it would, and its mail server says that it has arrived."""
        due = self._find_waiting().filtered(lambda row: row.next_attempt <= self.now)
        due._execute()
        self.env.flush_all()
        due = due.exists()
        queued = due.filtered(lambda row: row.state == "queued")
        queued._note_delivered(dict.fromkeys(queued.ids, False))
        for row in due.filtered(lambda row: row.state == "scheduled"):
            is_same = row.next_attempt and row.next_attempt <= self.now
            if is_same or row.reason in LOOKED_AT:
                self._look_later(row)

    def _look_later(self, row):
        """What still waits after an hour is said, once. It is looked at again when something
        else has happened: by itself it would not leave in a whole year."""
        looks = self.looks[row.id] = self.looks.get(row.id, 0) + 1
        if looks == 1:
            row.next_attempt = self.now + SOON
            return
        self.put_aside.add(row.id)
        if looks == 2:
            self._note_stopped(row)

    def _find_next_night(self):
        """:return: naive UTC, the next night in which somebody would notice something; None
        where nothing is waited for"""
        days = [day for day in self.applicant._find_days_to_notice() if day]
        nights = [datetime.combine(day, NIGHT) + DAY for day in days]
        return min((night for night in nights if night > self.now), default=None)

    # What comes of it --------------------------------------------------------------------

    def _note(self, kind, title, key, body=False, to=False):
        self.lines.append(
            {
                "moment": self.now,
                "kind": kind,
                "title": title,
                "key": f"{kind} {key}",
                "body": body,
                "to": to,
            }
        )

    def _write_down(self):
        self.env.flush_all()
        for row in self._find_rows():
            if row.id not in self.seen and row.state not in ("scheduled", "queued"):
                self.seen.add(row.id)
                self._write_row(row)
        self._write_todos()
        self._write_page()

    def _write_row(self, row):
        self.put_aside.clear()
        if row.state == "sent":
            # A to-do is written down as what it is.
            if row.action != "activity":
                self._write_message(row)
        else:
            self._note_stopped(row)

    def _note_stopped(self, row):
        words = {
            name: dict(row._fields[name]._description_selection(self.env)).get(row[name])
            for name in ("state", "reason")
        }
        title = self.env._("%(state)s: %(step)s", state=words["state"], step=row.step_id.summary)
        self._note("stopped", title, row.step_id.id, to=words["reason"])

    def _write_message(self, row):
        """As it left: of an email with all that stands around the text."""
        if row.action == "sms":
            sms = self._find("sms.sms").browse(row.sms_id_int).exists()
            self._note("sms", row.step_id.name, row.step_id.id, plaintext2html(sms.body or ""))
            return
        mail = self._find("mail.mail").browse(row.mail_mail_id_int).exists()
        title = mail.subject or row.sent_subject or row.step_id.name
        self._note("email", title, row.step_id.id, _leave_title_out(mail.body_html))

    def _write_todos(self):
        """All that are new: nobody else's are to be seen in our transaction."""
        todos = self._find("mail.activity").with_context(active_test=False)
        for todo in todos.search([("id", ">", self.last_todo)], order="id"):
            title = todo.summary or todo.activity_type_id.name
            self._note("todo", title, title, todo.note, todo.user_id.name)
            self.last_todo = todo.id

    def _write_page(self):
        """Each time it is another one."""
        applicant = self.applicant.with_context(lang=self.lang)
        state, stage = applicant._get_page_state(), applicant.told_stage_id
        found = state, stage.id, tuple(applicant._get_told_meetings().values())
        if found != self.page:
            self.page = found
            title = " · ".join(filter(None, (self._say_page(state), stage.name)))
            self._note("page", title, f"{state} {stage.id}", applicant._draw_page_preview())

    def _say_page(self, state):
        """:return: how the application stands, as the page knows it"""
        words = (
            self.env._("The application goes on"),
            self.env._("Welcome to the team"),
            self.env._("The application is closed"),
            self.env._("The application was withdrawn"),
        )
        return dict(zip(PAGE_STATES, words, strict=True))[state]


def _leave_title_out(body):
    """:param str body: HTML of a whole mail, whose head has a title that nobody reads there"""
    document = html.document_fromstring(body)
    etree.strip_elements(document, "title", with_tail=False)
    return html.tostring(document, encoding="unicode")
