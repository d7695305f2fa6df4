from ..common import NOW
from .delivery import DeliveryCase

ADDON = "hr_recruitment_candidate_experience"
CRON = f"{ADDON}.ir_cron_communication"


class HealthCase(DeliveryCase):
    """A company whose mail server runs on this machine, and who looks after it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        manager = "hr_recruitment.group_hr_recruitment_manager"
        cls.manager = cls._make_user("chef", manager, lang="en_US")
        cls.admin = cls._make_user("admin-it", manager, "base.group_system")
        # On a server that runs, they have run.
        cls.crons = cls.env["ir.cron"].with_context(active_test=False).search([])
        cls.crons.write({"nextcall": NOW, "failure_count": 0, "active": True})

    def look_as(self, user):
        """:return: dict name → check"""
        self.env.flush_all()
        self.env.invalidate_all()
        service = self.env["hr.recruitment.health"].with_user(user)
        data = service.with_context(tz="Europe/Stockholm").get_data()
        return {check["name"]: check for check in data["checks"]}

    def level(self, name):
        return self.look_as(self.manager)[name]["level"]

    def light(self, user):
        self.env.flush_all()
        self.env.invalidate_all()
        light = self.env["hr.recruitment.today"].with_user(user).get_data()["health"]
        return light and light["titles"]

    def watch(self):
        self.env.flush_all()
        self.env["hr.recruitment.health"]._cron_watch()

    def cron(self, xmlid=CRON):
        return self.env.ref(xmlid)
