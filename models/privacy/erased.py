"""What is erased of an application, and what of it stays so that numbers stay."""

from dataclasses import dataclass, field

# What an erased text becomes where there has to be one.
ERASED = "—"
# Fields of an application that say something of the person, beside all its texts, which
# go unless they are here kept.
PERSONAL = (
    "partner_id",
    "employee_id",
    "type_id",
    "availability",
    "first_day",
    "quiet_since",
    "productive_after",
    "salary_expected",
    "salary_proposed",
    "candidate_lang",
    "easy_to_read",
    "earlier_contact",
    "opinion_before",
    "near_miss_consent",
    "near_miss_until",
    "suggested_job_id",
    "message_main_attachment_id",
)
TEXTS = ("char", "text", "html", "json", "properties", "binary")
# Of a ledger row, what was or would have been said; when and whether it was sent stays.
LEDGER_TEXTS = (
    "subject",
    "body",
    "sent_subject",
    "sent_body",
    "reason_detail",
    "undo_values",
    "sent_early_reason",
    "pay_words",
)
# What hangs on an application and stays when its person goes.
KEPT_MODELS = {
    "hr.applicant.communication",
    "hr.applicant.data.request",
    "hr.applicant.hold",
    "hr.applicant.stage.history",
    "hr.recruitment.erasure.line",
}
# Tables in which a row about a contact keeps nobody from deleting the contact.
LOOSE = {
    "candidate_stop",
    "mail_followers",
    "mail_mail_res_partner_rel",
    "mail_message_res_partner_rel",
    "mail_message_res_partner_starred_rel",
    "mail_notification",
    "res_partner_res_partner_category_rel",
    "website_visitor",
}
# Columns of the contact itself that lead to it.
OWN = {("res_partner", "commercial_partner_id")}


@dataclass(eq=False)
class Person:
    """Those who are erased together: what is looked up once, before it is gone."""

    applicants: object
    partners: object
    # Of these contacts no colleague, customer or company is the person.
    alone: object
    addresses: set = field(default_factory=set)
    numbers: set = field(default_factory=set)
    # model → ids of the records whose chatter, files and activities go.
    documents: dict = field(default_factory=dict)
    # Nothing leaves the database: it is tried only.
    is_trial: bool = False

    def get_documents(self, *without):
        """:return: list of (model, ids)"""
        return [(m, list(ids)) for m, ids in self.documents.items() if ids and m not in without]
