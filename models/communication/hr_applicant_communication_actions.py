from functools import lru_cache

from odoo import models
from odoo.tools import email_normalize, formataddr, parse_contact_from_email

from ..batch import get_now
from ..company.no_address import NO_ADDRESS
from ..past_orm import write_past_orm

# A longer header would be folded, which some mail servers misread (as in core).
REPLY_TO_LENGTH = 68
# Most mails of a batch are from the same person, and parsing is slow.
parse_contact = lru_cache(maxsize=64)(parse_contact_from_email)
normalize_address = lru_cache(maxsize=64)(email_normalize)


class HrApplicantCommunicationActions(models.Model):
    """What each action of a step creates, for a group of rows of one step,
    language and company: one method ``_send_<action>(batch)`` each."""

    _inherit = "hr.applicant.communication"

    def _send_email(self, batch):
        """One mail per row into Odoo's outbox, through Odoo's composer: recipients,
        Reply-To, headers, layout and attachments are Odoo's."""
        applicants = self.applicant_id
        # The renderer browses record by record; read what it needs at once.
        applicants.mapped("partner_id.complete_name")
        batch.edited = {
            row.applicant_id.id: {"subject": row.subject, "body": row.body}
            for row in self
            if row.is_edited
        }
        composer = (
            self.env["mail.compose.message"]
            .with_context(
                default_composition_mode="mass_mail",
                default_model="hr.applicant",
                default_res_ids=applicants.ids,
                default_template_id=self._get_mail_template().id,
            )
            .create(
                {
                    "composition_mode": "mass_mail",
                    "auto_delete_keep_log": True,
                    "use_exclusion_list": not self[0]._is_transactional(),
                }
            )
        )
        values = composer._manage_mail_values(composer._prepare_mail_values(applicants.ids))
        applicants._open_links(values)
        for row in self:
            mail = values[row.applicant_id.id]
            self._set_sender(mail, row.applicant_id)
            self._sign(mail, row.applicant_id, composer.reply_to_force_new)
            row._finish_mail(mail, batch)
        mails = self.env["mail.mail"].create([values[row.applicant_id.id] for row in self])
        self.env["mail.notification"].create(composer._generate_mail_notification_values(mails))
        self._note_queued("mail_mail_id_int", mails)
        self.env.ref("mail.ir_cron_mail_scheduler_action")._trigger()

    def _finish_mail(self, values, batch):
        """What the chatter keeps must not open the candidate's own page.

        :param dict values: of the ``mail.mail`` of this row
        """
        values["body"] = self.applicant_id._hide_links(values["body"])

    def _set_sender(self, values, applicant):
        """Whatever the template says, no mail is from somebody who has left, nor from
        Odoo's own user, whom nobody has given an address."""
        address = normalize_address(values["email_from"])
        if address and not self._is_nobodys(address, applicant):
            return
        sender = applicant._get_sender()
        if normalize_address(values.get("reply_to") or "") == address:
            values["reply_to"] = sender
        values["email_from"] = sender

    def _is_nobodys(self, address, applicant):
        """:param str address: normalized
        :return: whether nobody who is here reads what is sent to it"""
        recruiter = applicant.user_id
        gone = address == recruiter.email_normalized and recruiter != applicant._get_speaker()
        return address == NO_ADDRESS or gone

    def _sign(self, values, applicant, replies_elsewhere):
        """The mail is from who writes, and so is the name that a reply goes to. Odoo
        would take that of the cron's user, and forget the job's own address."""
        sender = applicant._get_speaker().partner_id
        name, address = parse_contact(values["email_from"])
        if sender and sender.email_normalized == address:
            values["author_id"] = sender.id
        back = normalize_address(values.get("reply_to") or "")
        if replies_elsewhere or not back or back == address:
            return
        back = applicant.job_id.alias_email or back
        reply_to = formataddr((name, back))
        values["reply_to"] = reply_to if len(reply_to) <= REPLY_TO_LENGTH else back

    def _send_sms(self, batch):
        """One SMS per row into Odoo's outbox, logged in the chatter."""
        composer = self.env["sms.composer"].create(
            {
                "composition_mode": "mass",
                "res_model": "hr.applicant",
                "res_ids": str(self.applicant_id.ids),
                "template_id": self.step_id.sms_template_id.id,
                "mass_keep_log": True,
                "mass_force_send": False,
                "use_exclusion_list": not self[0]._is_transactional(),
            }
        )
        messages = {sms.mail_message_id.res_id: sms for sms in composer._action_send_sms()}
        queued = self.filtered(lambda row: row.applicant_id.id in messages)
        (self - queued)._close("skipped", "blacklisted")
        queued._note_queued("sms_id_int", [messages[row.applicant_id.id] for row in queued])

    def _note_queued(self, field, outgoing):
        """What the rows promised is in the outbox: one UPDATE, though each says where.

        :param str field: ledger field for the id of the mail or SMS
        :param outgoing: ``mail.mail`` or ``sms.sms`` records, one for each row
        """
        write_past_orm(
            {
                row: {
                    "state": "queued",
                    "reason": "outbox",
                    "next_attempt": False,
                    field: record.id,
                    "message_id": record.mail_message_id.id,
                    "write_uid": self.env.uid,
                    "write_date": get_now(self.env),
                    **row._get_told_values(),
                }
                for row, record in zip(self, outgoing, strict=True)
            }
        )

    def _get_told_values(self):
        """:return: dict of what else is known of the row once its text is made"""
        return {}

    def _send_activity(self, batch):
        """The colleague's activity, in their language. Nobody is mailed about it:
        it is in their list of today."""
        values, owners = [], []
        for row in self:
            users = row._find_assignees()
            if not users:
                row._close("failed", "no_responsible")
            for user in users:
                values.append(row._prepare_activity(user))
                owners.append(row)
        activities = self.env["mail.activity"]._raise_todos(values, same=())
        first = dict(zip(reversed(owners), reversed(activities), strict=True))
        for row, activity in first.items():
            row._close("sent", "assigned", detail=activity.user_id.name)
            row.write({"activity_id": activity.id, "sent_date": batch.now})

    def _find_assignees(self):
        """:return: ``res.users`` who get the activity, each their own"""
        return self.step_id._find_users(self.step_id.responsible, self.applicant_id)

    def _prepare_activity(self, user):
        """:return: dict, see ``_raise_todos``"""
        return self.env["mail.activity"]._prepare_todo(
            self.step_id,
            user,
            self.step_id.activity_type_id,
            lambda step: (step.activity_summary or step.name, step.activity_note),
            on=self.applicant_id,
        )
