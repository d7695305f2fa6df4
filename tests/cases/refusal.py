from datetime import timedelta

from ..common import NOW
from .decision import DAY, DecisionCase

HOUR = timedelta(hours=1)


class RefusalCase(DecisionCase):
    def written(self, applicant):
        """The messages about a decision that have left for the candidate."""
        rows = self.answers(applicant).filtered(lambda row: row.action != "activity")
        return rows.filtered(lambda row: row.state in ("queued", "sent"))

    def open_calls(self, applicant):
        call = self.env.ref("mail.mail_activity_data_call") + (self.call_step.activity_type_id)
        return applicant.activity_ids.filtered(lambda a: a.activity_type_id in call)

    def to_call(self, **values):
        """Refused by a call and, after it, an email; the call is to be made."""
        applicant = self._make_applicants(user_id=self.recruiter.id, **values)
        rows = self.refuse(applicant, channel="call_mail")
        mail = rows.filtered(lambda row: row.action == "email")
        self.run_at(NOW + DAY)
        return applicant, mail, (rows - mail)
