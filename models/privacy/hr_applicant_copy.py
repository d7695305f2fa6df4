from odoo import api, models
from odoo.tools import html2plaintext

from ..rendering.dates_in_words import get_locale, say_date_time
from .hr_applicant_copy_parts import Fact, keep_known

# What was noted of a call about a decision.
CALL = ("call_said", "call_questions")


class HrApplicantCopy(models.Model):
    """What a copy of a candidate's data has. It tells nothing that the candidate has not
    been told: a stage, a decision or a message that has not arrived."""

    _inherit = "hr.applicant"

    def _filter_untold(self):
        """:return: those in which something was decided that the candidate does not know"""
        return self.filtered(
            lambda a: (
                a.answer_state in ("owed", "pending")
                or (
                    a._get_page_state() == "ongoing"
                    and (a.refuse_reason_id or not a.active or a.stage_id.hired_stage)
                )
            )
        )

    # Messages --------------------------------------------------------------------------

    def _find_messages(self):
        """:return: ``mail.message`` of all kinds about these applications; what only tells
        of a changed field has no text"""
        requests = self.data_request_ids
        return self.env["mail.message"].search(
            [
                "|",
                "&",
                ("model", "=", "hr.applicant"),
                ("res_id", "in", self.ids),
                "&",
                ("model", "=", requests._name),
                ("res_id", "in", requests.ids),
            ],
            order="date, id",
        )

    def _find_own_messages(self):
        """:return: ``mail.message`` from the candidate"""
        people = self.partner_id
        addresses = set(self.mapped("email_normalized")) - {False}
        return self._find_messages().filtered(
            lambda m: (
                (m.author_id and m.author_id in people and not m.author_id._is_colleague())
                or (not m.author_id and (m.email_from or "").lower() in addresses)
            )
        )

    def _find_messages_to(self):
        """:return: ``mail.message`` to the candidate, whether they have arrived or not"""
        people = self.partner_id
        planned = self.communication_ids.message_id
        return self._find_messages().filtered(
            lambda m: m in planned or m.notification_ids.res_partner_id & people
        )

    def _find_arrived_messages(self):
        """:return: ``mail.message`` that have reached the candidate"""
        messages = self._find_messages_to()
        return messages.browse().union(*(a._filter_arrived(messages) for a in self))

    def _find_internal_messages(self):
        """:return: ``mail.message`` between colleagues, and from others, about these
        applications; what is on its way to the candidate is none, nor is what Odoo notes
        by itself"""
        odoo = self.env.ref("base.partner_root")
        messages = self._find_messages().filtered(
            lambda m: (
                m.model == "hr.applicant"
                and m.message_type != "user_notification"
                and (m.message_type != "notification" or m.author_id != odoo)
            )
        )
        return messages - self._find_own_messages() - self._find_messages_to()

    # Files -----------------------------------------------------------------------------

    def _find_all_files(self):
        return self.env["ir.attachment"].search(
            [("res_model", "=", "hr.applicant"), ("res_id", "in", self.ids)], order="id"
        )

    def _find_shared_files(self):
        """:return: ``ir.attachment`` from the candidate, and those that have arrived there"""
        sent = self.page_request_ids
        files = sent.attachment_id | sent.replaced_id
        for application in self:
            files |= application._find_own_documents()
        messages = self._find_own_messages() | self._find_arrived_messages()
        return (files | messages.attachment_ids).sorted("id")

    def _find_internal_files(self):
        """:return: ``ir.attachment`` that colleagues filed; what is on its way to the
        candidate is none"""
        on_its_way = self._find_messages_to() - self._find_arrived_messages()
        return self._find_all_files() - self._find_shared_files() - on_its_way.attachment_ids

    # Facts -----------------------------------------------------------------------------

    def _get_known_facts(self):
        """:return: list of ``Fact`` of one application, in the language of the context:
        what the candidate gave, and what the candidate's page tells"""
        self.ensure_one()
        told = self._get_page()
        channels = dict(self._fields["preferred_channel"]._description_selection(self.env))
        contacts = dict(self._fields["earlier_contact"]._description_selection(self.env))
        return keep_known(
            [
                Fact("job", self.env._("Position"), self.job_id.name),
                self._get_moment_fact("received", self.env._("Received"), self.create_date),
                Fact("name", self.env._("Name"), self.partner_name),
                Fact("email", self.env._("Email address"), self.email_from),
                Fact("phone", self.env._("Phone number"), self.partner_phone),
                Fact("linkedin", self.env._("LinkedIn profile"), self.linkedin_profile),
                self._get_fact_of_lang(),
                Fact(
                    "channel",
                    self.env._("You prefer to hear from us by"),
                    self.preferred_channel,
                    channels.get(self.preferred_channel),
                ),
                Fact(
                    "easy_to_read",
                    self.env._("Emails in easy language"),
                    self.sudo().easy_to_read,
                    self.env._("Yes"),
                ),
                Fact(
                    "earlier_contact",
                    self.env._("Contact with us before"),
                    self.earlier_contact,
                    contacts.get(self.earlier_contact),
                ),
                *self._get_facts_of_applying(),
                Fact("travels_from", self.env._("You travel from"), self.travels_from),
                Fact("questions", self.env._("Your questions"), self.candidate_questions),
                Fact("state", self.env._("Where it stands"), told["state"], self._say_state(told)),
                Fact("stage", self.env._("Step"), told["stage"].candidate_name),
                Fact("kept_until", self.env._("Kept for other positions"), told["kept_until"]),
                *self._get_facts_of_interviews(told),
                *self._get_facts_of_bookings(),
                *self._get_facts_of_technology(),
                *self._get_facts_of_arrivals(),
                *self._get_facts_of_notices(),
                *self._get_facts_of_pay(),
            ]
        )

    def _get_fact_of_lang(self):
        code = self._get_candidate_lang()
        name = self.env["res.lang"]._get_data(code=code).name or ""
        return Fact("language", self.env._("Language"), code, name.split("/")[-1].strip())

    def _get_moment_fact(self, name, label, moment):
        words = say_date_time(self._to_candidate_time(moment), get_locale(self.env))
        return Fact(name, label, moment, words)

    def _say_state(self, told):
        return {
            "ongoing": self.env._("It goes on"),
            "hired": self.env._("You are joining us"),
            "closed": self.env._("It has ended"),
            "withdrawn": self.env._("You have withdrawn it"),
        }[told["state"]]

    def _get_facts_of_interviews(self, told):
        return [
            Fact(
                "interview",
                self.env._("Interview"),
                ", ".join(filter(None, (meeting["day"], meeting["time"]))),
            )
            for meeting in told["meetings"]
        ]

    def _get_facts_of_bookings(self):
        """:return: list of ``Fact``, what the candidate chose of times that were offered, and
        the time zone for it"""
        offers = self.sudo().booking_ids.sorted("id")
        return [
            *(
                self._get_moment_fact(
                    "interview_chosen", self.env._("You chose for an interview"), start
                )
                for start in filter(None, offers.mapped("chosen_start"))
            ),
            *(
                Fact("interview_wish", self.env._("When an interview would suit you"), text)
                for text in filter(None, offers.mapped("none_fits_text"))
            ),
            Fact("time_zone", self.env._("Time zone that you chose"), self.sudo().chosen_tz),
        ]

    def _get_facts_of_technology(self):
        """:return: list of ``Fact``, what was said of camera and sound in video interviews"""
        labels = {
            "before": self.env._("You tried camera and sound"),
            "after": self.env._("You said of the video interview"),
            "colleague": self.env._("An interviewer said of the video interview"),
        }
        facts = []
        for told in self.sudo().technology_ids.sorted("id"):
            said = self.env._("It works")
            if told.state == "trouble":
                said = self.env._("Trouble: %s", self._say_troubles(told._get_troubles()))
            words = ". ".join(filter(None, (said, told.words)))
            facts.append(Fact("video_technology", labels[told.told_by], told.state, words))
        return facts

    def _get_facts_of_arrivals(self):
        """:return: list of ``Fact``, when the reception said that the candidate was there"""
        kits = self.sudo().interview_kit_ids.filtered("arrived_date")
        return [
            self._get_moment_fact("arrived", self.env._("You came to us"), kit.arrived_date)
            for kit in kits.sorted("arrived_date")
        ]

    def _get_facts_of_applying(self):
        """:return: list of ``Fact``, what the candidate answered on the application form"""
        given = self.sudo()
        opinions = dict(given._fields["opinion_before"]._description_selection(self.env))
        words = {"yes": self.env._("Yes"), "no": self.env._("No")}
        return [
            Fact(
                "seen_source",
                self.env._("You saw the job at"),
                given.seen_source_id.name,
            ),
            Fact(
                "opinion_before",
                self.env._("What you thought of us before"),
                given.opinion_before,
                opinions.get(given.opinion_before),
            ),
            *(
                Fact("requirement", each.name, each.answer, words[each.answer])
                for each in given.requirement_ids
            ),
        ]

    def _get_facts_of_notices(self):
        shown = self.env["hr.applicant.privacy.shown"].sudo()
        return [
            self._get_moment_fact(
                "privacy_notice",
                self.env._("Privacy notice shown, version %s", record.notice_id.version),
                record.date,
            )
            for record in shown.search([("applicant_id", "=", self.id)], order="date")
        ]

    def _get_facts_of_pay(self):
        """What the candidate was told that the position pays, and when."""
        if not self.pay_told_date:
            return []
        return [
            self._get_moment_fact(
                "pay_told", self.env._("You were told the pay"), self.pay_told_date
            ),
            Fact("pay", self.env._("Pay as you were told"), self.pay_told_words),
        ]

    def _get_internal_fields(self):
        """:return: list of ``Fact``, what colleagues entered in fields of the application"""
        self.ensure_one()
        labels = self.fields_get(["priority", "categ_ids", "refuse_reason_id", *CALL])
        evaluations = dict(self._fields["priority"]._description_selection(self.env))
        notes = html2plaintext(self.applicant_notes or "").strip()
        properties = self.read(["applicant_properties"])[0]["applicant_properties"]
        return [
            Fact(
                "evaluation",
                labels["priority"]["string"],
                int(self.priority or 0),
                evaluations.get(self.priority),
            ),
            Fact("tags", labels["categ_ids"]["string"], ", ".join(self.categ_ids.mapped("name"))),
            Fact("expected_salary", self.env._("Expected Salary"), self.salary_expected),
            Fact("proposed_salary", self.env._("Proposed Salary"), self.salary_proposed),
            Fact("refuse_reason", labels["refuse_reason_id"]["string"], self.refuse_reason_id.name),
            Fact("notes", self.env._("Notes"), notes),
            *(
                Fact(name, labels[name]["string"], html2plaintext(self[name] or "").strip())
                for name in CALL
            ),
            *(
                Fact(value["name"], value.get("string") or value["name"], str(value["value"]))
                for value in properties
                if value.get("value")
            ),
        ]

    # Feedback --------------------------------------------------------------------------

    def _get_given_feedback(self):
        """:return: list of (survey, datetime, list of (question, answer)), what the
        candidate answered with a name; an anonymous answer is nobody's"""
        answers = (
            self.env["hr.recruitment.feedback"]
            .search([("applicant_id", "in", self.ids), ("anonymity", "!=", "anonymous")])
            .user_input_id
        )
        given = [
            (
                answer.survey_id.title,
                answer.end_datetime or answer.write_date,
                self._read_answers(answer),
            )
            for answer in answers
        ]
        return given + self._get_tests_done()

    def _get_tests_done(self):
        """:return: list like that of feedback: what the candidate answered in tests, and
        what came of it"""
        return [
            (
                test.survey_id.title,
                test.finished_date or test.write_date,
                [
                    *self._read_answers(test.user_input_id),
                    *([(self.env._("Result"), test.result)] if test.result else []),
                    *(
                        [(self.env._("Minutes Used"), str(test.duration))]
                        if test.state == "finished"
                        else []
                    ),
                ],
            )
            for test in self.assessment_ids
        ]

    @api.model
    def _read_answers(self, answer):
        """:return: list of (question, answer)"""
        return [
            (line.question_id.title, line.display_name)
            for line in answer.user_input_line_ids
            if not line.skipped
        ]
