from odoo import Command

from .first_months import ADDON, FirstMonthsCase
from .offer import OfferCase
from .report_pdf import NOWHERE


class WelcomeCase(FirstMonthsCase, OfferCase):
    """Offers, first months and paperwork, all of them used; the plan asks for a document to
    read and for one to fill in."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.everybody._apply_group(cls.env.ref(f"{ADDON}.group_paperwork"))
        cls.env["ir.config_parameter"].set_param("report.url", NOWHERE)
        cls.papers = cls.env["hr.paperwork.set"].create(
            {
                "name": "Before the first day",
                "document_ids": [
                    Command.create({"name": "Our rules", "body": "<p>Be kind.</p>"}),
                    Command.create(
                        {
                            "name": "Tax",
                            "kind": "fill_in",
                            "sequence": 20,
                            "field_ids": [
                                Command.create({"name": "Personal number", "kind": "personal_se"})
                            ],
                        }
                    ),
                ],
            }
        )
        cls.months.paperwork_set_id = cls.papers
        cls.handler = cls._make_user("petra", "hr_recruitment.group_hr_recruitment_manager")
