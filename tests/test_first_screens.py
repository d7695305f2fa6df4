from lxml import etree

from odoo import Command
from odoo.tests import HttpCase, tagged
from odoo.tools.safe_eval import datetime, safe_eval, time

from .common import NOW, CandidateCase, TourCase

RECRUITMENT = "hr_recruitment.group_hr_recruitment"
# Who works in Odoo: login and groups.
ROLES = {
    "internal": ("base.group_user",),
    "interviewer": (f"{RECRUITMENT}_interviewer",),
    "officer": (f"{RECRUITMENT}_user",),
    "administrator": (f"{RECRUITMENT}_manager",),
    "experience": (
        f"{RECRUITMENT}_user",
        "hr_recruitment_candidate_experience.group_experience_manager",
    ),
    "hr_officer": ("hr.group_hr_user",),
    "hr_manager": ("hr.group_hr_manager",),
    "survey": (
        "base.group_user",
        "survey.group_survey_user",
    ),
    "website": (
        "base.group_user",
        "website.group_website_designer",
    ),
    "settings": ("base.group_system",),
}


class ScreenCase(CandidateCase):
    """What the web client loads when somebody opens an app."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.users = {
            login: cls._make_user(f"role_{login}", *groups, password=f"role_{login}")
            for login, groups in ROLES.items()
        }
        cls.employees = cls.env["hr.employee"].create(
            [
                {
                    "name": user.name,
                    "user_id": user.id,
                    "candidate_introduction": "I build radios.",
                }
                for login, user in cls.users.items()
                # Not everybody who works in Odoo is an employee.
                if login not in ("internal", "settings")
            ]
        )
        cls.anna = cls._make_applicants(1, user_id=cls.users["officer"].id)
        guests = cls.anna.partner_id | cls.employees.user_id.partner_id
        cls.meeting = cls.env["calendar.event"].create(
            {
                "name": "Interview",
                "start": NOW,
                "stop": NOW,
                "applicant_id": cls.anna.id,
                "partner_ids": [Command.set(guests.ids)],
            }
        )
        cls.env.flush_all()

    def as_user(self, user):
        """The environment of a fresh request."""
        self.env.invalidate_all()
        context = {"lang": "en_US", "tz": "Europe/Stockholm"}
        return self.env(user=user.id, su=False, context=context)

    def open_apps(self, user):
        """:return: the titles of the apps whose first screen was loaded"""
        menus = self.as_user(user)["ir.ui.menu"].load_web_menus(False)
        opened = []
        for app in menus["root"]["children"]:
            menu = menus[app]
            if menu["actionModel"] != "ir.actions.act_window":
                continue
            with self.subTest(user=user.login, app=menu["name"]):
                self.open_action(user, menu["actionID"])
                opened.append(menu["xmlid"])
        return opened

    def open_action(self, user, action_id):
        env = self.as_user(user)
        action = env["ir.actions.act_window"].sudo().browse(action_id)
        names = {
            "uid": user.id,
            "time": time,
            "context_today": datetime.datetime.today,
            "allowed_company_ids": user.company_ids.ids,
        }
        context = safe_eval(action.context or "{}", names)
        domain = safe_eval(action.domain or "[]", names | {"context": context})
        model = env[action.res_model].with_context(**context)
        views = [*action.views, (action.search_view_id.id, "search")]
        options = {"toolbar": True, "load_filters": True, "action_id": action.id}
        loaded = model.get_views(views, options)
        kind = action.views[0][1]
        arch = etree.fromstring(loaded["views"][kind]["arch"])
        self.load_records(model, domain, kind, arch)

    def load_records(self, model, domain, kind, arch):
        asked = self.specify(model, arch)
        group = arch.get("default_group_by")
        if kind == "form":
            model.onchange({}, [], asked)
        elif group:
            model.web_read_group(
                domain,
                [group],
                ["__count"],
                auto_unfold=True,
                unfold_read_specification=asked,
            )
        else:
            model.web_search_read(domain, asked, limit=80, count_limit=10001)

    def specify(self, model, arch):
        """:return: dict, what a view of ``model`` has the server read"""
        asked = {}
        for node in arch.xpath(".//field[not(ancestor::field)]"):
            field = model._fields.get(node.get("name"))
            if field is None:
                continue
            asked[field.name] = {}
            if field.type == "many2one":
                asked[field.name] = {"fields": {"display_name": {}}}
            elif field.type in ("one2many", "many2many"):
                comodel = model.env[field.comodel_name]
                lines = node.xpath("./list | ./kanban")
                if lines:
                    asked[field.name] = {"fields": self.specify(comodel, lines[0])}
                elif node.get("widget"):
                    asked[field.name] = {"fields": {"display_name": {}}}
        return asked


@tagged("post_install", "-at_install")
class TestFirstScreens(ScreenCase, HttpCase):
    """With the addon installed, Odoo goes on working for everybody."""

    def test_everybody_opens_every_app(self):
        for login, user in self.users.items():
            opened = self.open_apps(user)
            with self.subTest(login):
                self.assertIn("calendar.mail_menu_calendar", opened)

    def test_everybody_reads_colleagues_who_are_employees(self):
        """As the calendar does to show where people work."""
        contacts = self.employees.work_contact_id.ids
        for login, user in self.users.items():
            with self.subTest(login):
                found = self.as_user(user)["hr.employee"].search(
                    [("work_contact_id", "in", contacts)]
                )
                self.assertEqual(found, self.employees)
                self.assertTrue(all(employee.user_partner_id for employee in found))
                self.assertTrue(all(found.mapped("name")))

    def test_everybody_hovers_and_opens_a_colleague(self):
        for login, user in self.users.items():
            with self.subTest(login):
                env = self.as_user(user)
                colleague = env["res.users"].browse(self.users["officer"].id)
                card = ["name", "email", "phone", "im_status", "partner_id"]
                self.assertTrue(colleague.employee_id.read(["name", "work_email"]))
                self.assertEqual(colleague.read(card)[0]["name"], colleague.name)
                public = env["hr.employee.public"].browse(colleague.employee_id.id)
                arch = etree.fromstring(public.get_view(view_type="form")["arch"])
                self.assertTrue(public.web_read(self.specify(public, arch)))

    def test_everybody_opens_the_own_preferences(self):
        view = self.env.ref("base.view_users_form_simple_modif")
        for login, user in self.users.items():
            with self.subTest(login):
                mine = self.as_user(user)["res.users"].browse(user.id)
                arch = etree.fromstring(mine.get_view(view.id, "form")["arch"])
                self.assertTrue(mine.web_read(self.specify(mine, arch)))
                mine.write({"signature": "<p>Me</p>"})

    def test_no_field_of_ours_is_prefetched_and_missing_in_a_public_profile(self):
        """What makes Odoo read it for those who only have the public profile."""
        public = self.env["hr.employee.public"]
        model = self.as_user(self.users["administrator"])["hr.employee"]
        asked = {field.name for field in model._determine_fields_to_fetch()}
        self.assertFalse(
            {name for name in asked if name.startswith("candidate_")} - public._fields.keys()
        )

    def test_a_portal_user_opens_the_portal(self):
        self.env["res.users"].create(
            {
                "name": "Portal",
                "login": "role_portal",
                "password": "role_portal",
                "partner_id": self.anna.partner_id.id,
                "group_ids": [Command.set(self.env.ref("base.group_portal").ids)],
            }
        )
        self.authenticate("role_portal", "role_portal")
        self.assertEqual(self.url_open("/my/home").status_code, 200)


@tagged("post_install", "-at_install")
class TestCalendarTour(ScreenCase, TourCase):
    def test_a_recruiter_who_is_an_employee_books_a_meeting(self):
        officer = self.users["officer"]
        self.start_tour("/odoo/calendar", "candidate_calendar", login=officer.login)
        booked = self.env["calendar.event"].search([("name", "=", "Tour meeting")])
        self.assertEqual(booked.user_id, officer)
