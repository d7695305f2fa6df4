from odoo import models
from odoo.fields import Domain
from odoo.tools import SQL

from .erased import ERASED, KEPT_MODELS, Person
from .spellings import find_last_digits

# In this order: what hangs on something else goes before it.
TRACES = (
    "calendar.event",
    "mail.mail",
    "sms.sms",
    "mail.message",
    "mail.scheduled.message",
    "mail.activity",
    "mail.followers",
    "ir.attachment",
    "survey.user_input",
    "hr.recruitment.feedback.comment",
    "hr.applicant.data.request.item",
)
# Whoever wrote to one of these is found by the address in it.
ADDRESSES = '[^][:space:]<>,;"[]+@[^][:space:]<>,;"[]+'


class HrApplicantErasureTraces(models.Model):
    """Where applications leave something of a person. A query for each kind of it,
    however many applications there are."""

    _inherit = "hr.applicant"

    def _find_person(self, is_trial=False):
        """:return: ``Person``, what is known of those of these applications"""
        partners = self.partner_id
        meetings = self._find_own_meetings()
        answers = self._find_survey_answers()
        others = self._find_others()
        person = Person(
            applicants=self,
            partners=partners,
            alone=partners.filtered(lambda p: not p._is_somebody_else()) - others.partner_id,
            addresses=self._find_addresses() - others._find_addresses(),
            numbers=self._find_numbers() - others._find_numbers(),
            is_trial=is_trial,
        )
        person.documents = {
            self._name: self.ids,
            "calendar.event": meetings.ids,
            "survey.user_input": answers.ids,
            "hr.applicant.data.request": self._find_requests().ids,
            "hr.recruitment.feedback": self._find_facts().ids,
            **{model: records.ids for model, records in self._find_details().items()},
        }
        return person

    def _find_others(self):
        """:return: applications that stay and have a contact or an address of these: what goes
        to that is theirs, too, and goes with the last of them"""
        same = Domain("partner_id", "in", self.partner_id.ids)
        same |= Domain("email_normalized", "in", list(self._find_addresses()))
        return self.search(same & Domain([("id", "not in", self.ids), ("erased_date", "=", False)]))

    def _find_addresses(self):
        return set(self.mapped("email_normalized")) - {False}

    def _find_numbers(self):
        return set(filter(None, map(find_last_digits, self.mapped("partner_phone"))))

    def _find_traces(self, person):
        """:return: dict model → records that are deleted or blanked"""
        found = {
            model: getattr(self, f"_find_{model.replace('.', '_')}")(person) for model in TRACES
        }
        return found | self._find_details()

    # Each of them ----------------------------------------------------------------------

    def _find_requests(self):
        return self.env["hr.applicant.data.request"].search([("applicant_id", "in", self.ids)])

    def _find_facts(self):
        return self.env["hr.recruitment.feedback"].search([("applicant_id", "in", self.ids)])

    def _find_own_meetings(self):
        """:return: meetings about these applications, kits for them among those"""
        events = self.env["calendar.event"]
        kits = self.env["hr.interview.kit"].search([("applicant_id", "in", self.ids)])
        return events.search(
            Domain("applicant_id", "in", self.ids)
            | Domain("id", "in", kits.meeting_id.ids)
            | (Domain("res_model", "=", self._name) & Domain("res_id", "in", self.ids))
        )

    def _find_survey_answers(self):
        """:return: forms about the candidate, tests, and invitations to give feedback; whose
        an anonymous answer is, nothing tells"""
        return self.env["survey.user_input"].search(
            Domain("applicant_id", "in", self.ids)
            | Domain("id", "in", self.communication_ids.survey_input_id.ids)
            | Domain("id", "in", self.assessment_ids.user_input_id.ids)
        )

    def _find_details(self):
        """:return: dict model → records that hang on these applications, those of other
        modules, too"""
        found = {}
        for name, field in self._get_detail_fields():
            found[name] = self.env[name].search([(field, "in", self.ids)])
        return found

    def _get_detail_fields(self):
        """:return: list of (model, its field that leads to the application)"""
        return [
            (model._name, field.name)
            for model in self.env.values()
            if model._auto and not model._transient and model._name not in KEPT_MODELS
            for field in model._fields.values()
            if field.type == "many2one"
            and field.store
            and field.comodel_name == self._name
            and field.ondelete == "cascade"
        ]

    def _find_calendar_event(self, person):
        return self.env["calendar.event"].browse(person.documents["calendar.event"])

    def _find_survey_user_input(self, person):
        return self.env["survey.user_input"].browse(person.documents["survey.user_input"])

    def _find_mail_message(self, person):
        """Those of the chatters, and those that hang on nothing and went to the person."""
        rows = self.env.execute_query(
            SQL(
                """
                SELECT id FROM mail_message WHERE %s
                UNION
                SELECT id FROM mail_message WHERE model IS NULL AND author_id = ANY(%s)
                UNION
                SELECT message.id
                  FROM mail_notification AS notice
                  JOIN mail_message AS message ON message.id = notice.mail_message_id
                 WHERE message.model IS NULL AND notice.res_partner_id = ANY(%s)
                """,
                self._match_documents(person, SQL("model"), SQL("res_id")),
                person.alone.ids,
                person.alone.ids,
            )
        )
        return self.env["mail.message"].browse(row_id for (row_id,) in rows)

    def _find_mail_mail(self, person):
        """All that is in Odoo's outbox, sent, waiting, failed or cancelled: of the
        chatters, and what is about nothing and goes to the contact or the address. An
        invoice is another matter."""
        rows = self.env.execute_query(
            SQL(
                """
                SELECT mail.id FROM mail_mail AS mail
                  JOIN mail_message AS message ON message.id = mail.mail_message_id
                 WHERE %s
                UNION
                SELECT mail.id FROM mail_mail AS mail
                  JOIN mail_message AS message ON message.id = mail.mail_message_id
                  JOIN mail_mail_res_partner_rel AS link ON link.mail_mail_id = mail.id
                 WHERE message.model IS NULL AND link.res_partner_id = ANY(%s)
                UNION
                SELECT mail.id FROM mail_mail AS mail
                  JOIN mail_message AS message ON message.id = mail.mail_message_id,
                       LATERAL regexp_matches(LOWER(mail.email_to), %s, 'g') AS found
                 WHERE message.model IS NULL AND mail.email_to IS NOT NULL
                   AND found[1] = ANY(%s)
                """,
                self._match_documents(person, SQL("message.model"), SQL("message.res_id")),
                person.alone.ids,
                ADDRESSES,
                list(person.addresses),
            )
        )
        return self.env["mail.mail"].browse(row_id for (row_id,) in rows)

    def _find_sms_sms(self, person):
        rows = self.env.execute_query(
            SQL(
                r"""
                SELECT sms.id FROM sms_sms AS sms
             LEFT JOIN mail_message AS message ON message.id = sms.mail_message_id
                 WHERE sms.id = ANY(%s) OR %s
                    OR message.model IS NULL
                       AND (sms.partner_id = ANY(%s)
                            OR regexp_replace(sms.number, '\D', '', 'g') LIKE ANY(%s))
                """,
                self.communication_ids.mapped("sms_id_int"),
                self._match_documents(person, SQL("message.model"), SQL("message.res_id")),
                person.alone.ids,
                [f"%{digits}" for digits in person.numbers],
            )
        )
        return self.env["sms.sms"].browse(row_id for (row_id,) in rows)

    def _find_mail_scheduled_message(self, person):
        return self._search_documents("mail.scheduled.message", person, "model", "res_id")

    def _find_mail_activity(self, person):
        return self._search_documents("mail.activity", person, "res_model", "res_id")

    def _find_mail_followers(self, person):
        return self._search_documents("mail.followers", person, "res_model", "res_id")

    def _find_ir_attachment(self, person):
        """Files of the records, and of their messages if no other message has them."""
        self.env.flush_all()
        messages = self._find_mail_message(person)
        rows = self.env.execute_query(
            SQL(
                """
                SELECT id FROM ir_attachment WHERE %s
                UNION
                SELECT file.id FROM message_attachment_rel AS link
                  JOIN ir_attachment AS file ON file.id = link.attachment_id
                 WHERE link.message_id = ANY(%s)
                   AND (file.res_model IS NULL
                        OR file.res_model IN ('mail.message', 'mail.mail', 'mail.compose.message'))
                   AND NOT EXISTS (SELECT FROM message_attachment_rel AS other
                                    WHERE other.attachment_id = file.id
                                      AND NOT other.message_id = ANY(%s))
                """,
                self._match_documents(person, SQL("res_model"), SQL("res_id")),
                messages.ids,
                messages.ids,
            )
        )
        return self.env["ir.attachment"].browse(row_id for (row_id,) in rows)

    def _find_hr_applicant_data_request_item(self, person):
        """What colleagues wrote was looked through for a copy."""
        items = self.env["hr.applicant.data.request.item"]
        return items.search([("request_id", "in", person.documents["hr.applicant.data.request"])])

    def _find_hr_recruitment_feedback_comment(self, person):
        return self._find_facts().comment_ids

    def _search_documents(self, model, person, name, number):
        domain = Domain.OR(
            Domain(name, "=", document) & Domain(number, "in", ids)
            for document, ids in person.get_documents()
        )
        return self.env[model].search(domain)

    def _match_documents(self, person, name, number):
        """:return: SQL condition on the columns that name a record"""
        return SQL(" OR ").join(
            SQL("(%s = %s AND %s = ANY(%s))", name, document, number, ids)
            for document, ids in person.get_documents()
        )


class HrRecruitmentFeedbackComment(models.Model):
    _inherit = "hr.recruitment.feedback.comment"

    def _erase_traces(self, person):
        """That there was a comment is counted, its words are gone."""
        person.applicants._update_rows(self, {"text": ERASED})


class SurveyUserInput(models.Model):
    _inherit = "survey.user_input"

    def _erase_traces(self, person):
        """The scores are in the fact table. What was set aside stays a number, too."""
        aside = self.env["hr.recruitment.feedback.quarantine"].search(
            [("user_input_id", "in", self.ids)]
        )
        person.applicants._update_rows(aside, {"user_input_id": None})
        self.exists().unlink()


class MailActivity(models.Model):
    _inherit = "mail.activity"

    def _erase_traces(self, person):
        """What was done, too. No call is dropped by it: nothing is owed any more."""
        self.env.execute_query(SQL("DELETE FROM mail_activity WHERE id = ANY(%s)", self.ids))
        self.env.invalidate_all()


class CalendarEvent(models.Model):
    _inherit = "calendar.event"

    def _erase_traces(self, person):
        """Interviews are deleted, in the calendars of others too. One with other
        candidates goes on without this one."""
        shared = self._filter_with_others(person)
        self._detach_candidates(person)
        alone = self - shared
        self._blank_texts(alone)
        if person.is_trial:
            self.env.execute_query(SQL("DELETE FROM calendar_event WHERE id = ANY(%s)", alone.ids))
            self.env.invalidate_all()
        else:
            alone.with_context(dont_notify=True).unlink()

    def _filter_with_others(self, person):
        """:return: those that other candidates are invited to"""
        kits = self.env["hr.interview.kit"].search(
            [
                ("meeting_id", "in", self.ids),
                ("applicant_id", "not in", person.applicants.ids),
            ]
        )
        return kits.meeting_id & self

    def _detach_candidates(self, person):
        """Nobody is told, and nothing of it is news: the messages have ended."""
        self.env.flush_all()
        ids, partners = self.ids, person.partners.ids
        self.env["hr.interview.kit"].search(
            [("meeting_id", "in", ids), ("applicant_id", "in", person.applicants.ids)]
        ).unlink()
        for statement in (
            SQL(
                "DELETE FROM calendar_attendee WHERE event_id = ANY(%s) AND partner_id = ANY(%s)",
                ids,
                partners,
            ),
            SQL(
                """DELETE FROM calendar_event_res_partner_rel
                    WHERE calendar_event_id = ANY(%s) AND res_partner_id = ANY(%s)""",
                ids,
                partners,
            ),
            SQL(
                """UPDATE calendar_event SET applicant_id = NULL
                    WHERE id = ANY(%s) AND applicant_id = ANY(%s)""",
                ids,
                person.applicants.ids,
            ),
            SQL(
                """UPDATE calendar_event SET res_id = NULL, res_model = NULL, res_model_id = NULL
                    WHERE id = ANY(%s) AND res_model = 'hr.applicant' AND res_id = ANY(%s)""",
                ids,
                person.applicants.ids,
            ),
        ):
            self.env.execute_query(statement)
        self.env.invalidate_all()

    def _blank_texts(self, meetings):
        """Another service may have to be told before Odoo deletes them."""
        texts = {
            name: None
            for name, field in meetings._fields.items()
            if field.store and field.column_type and field.type in ("text", "html", "json")
        }
        values = {**texts, "name": ERASED, "location": None, "videocall_location": None}
        self.env["hr.applicant"]._update_rows(meetings, values)
