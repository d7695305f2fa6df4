from .health import ADDON, HealthCase


class SetupCase(HealthCase):
    """The day after the installation: an HR manager without Odoo's Settings right, and a
    company of which nothing is entered but its name."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.panel = cls.env.ref(f"{ADDON}.setup_panel")
        cls.panel.progress_ids.unlink()
        cls.panel.step_ids.progress_ids.unlink()
        cls.company.write({"candidate_hr_user_id": False, "country_id": cls.env.ref("base.se").id})
        cls.env["resource.calendar.leaves"].search([]).unlink()
        cls.env["hr.work.location"].search([]).active = False

    def service(self, user=None, **context):
        self.env.flush_all()
        self.env.invalidate_all()
        service = self.env["hr.recruitment.setup"].with_user(user or self.manager)
        return service.with_context(**context)

    def look(self, user=None, **context):
        return self.service(user, **context).get_data()

    def step(self, name, user=None):
        return next(step for step in self.look(user)["steps"] if step["name"] == name)

    def is_open(self, user=None):
        today = self.service(user).env["hr.recruitment.today"]
        return today.get_data()["setup"]

    def enter_everything(self):
        """All that is a fact."""
        company = self.company
        company.write(
            {"candidate_hr_user_id": self.manager.id, "employer_story": "<p>We build boats.</p>"}
        )
        company.partner_id.street = "Hamngatan 1"
        for year, _companies in company._find_years_to_enter():
            company._enter_holidays(company._get_public_holidays(year))
        self.env["hr.work.location"].create(
            {
                "name": "Harbour Office",
                "address_id": company.partner_id.id,
                "reception": "Third floor.",
            }
        )
        stages = self.env["hr.recruitment.stage"].search([("candidate_name", "=", False)])
        stages.candidate_name = "We read it"
        self.publish_notice()

    def publish_notice(self, *codes):
        """:param codes: of languages, by default all that are installed"""
        langs = self.env["res.lang"]
        codes = codes or [code for code, _name in langs.get_installed()]
        texts = [
            {"lang_id": langs._get_data(code=code).id, "confirmed": True, "rights": "Ask us."}
            for code in codes
        ]
        notice = self.env["hr.recruitment.privacy.notice"].create(
            {"company_id": self.company.id, "text_ids": [(0, 0, text) for text in texts]}
        )
        notice.action_publish()
        return notice
