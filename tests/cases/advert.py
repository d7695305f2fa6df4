from odoo import Command

from .candidate_page import CandidatePageCase

GROUP = "hr_recruitment_candidate_experience.group_advert"


class AdvertCase(CandidatePageCase):
    """A company that has switched on what comes before the application."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._switch_advert(True)

    @classmethod
    def _switch_advert(cls, used):
        command = Command.link if used else Command.unlink
        group = cls.env.ref(GROUP)
        cls.env.ref("base.group_user").implied_ids = [command(group.id)]
