from lxml import html

from odoo import api, fields, models
from odoo.exceptions import AccessError
from odoo.fields import Domain

from ..wording.pay_history import find_pay_history
from ..write_groups import ADMINISTRATOR
from .pay_places import FORM, MOST, PLACES, TEMPLATES


class HrPayQuestion(models.TransientModel):
    """A question about what candidates earn today or earned before, and where it stands.
    Directive (EU) 2023/970, article 5(2): an employer does not ask it."""

    _name = "hr.pay.question"
    _description = "Question About Earlier Pay"
    _inherit = "hr.candidate.guard.mixin"
    _order = "id"
    _rec_name = "text"

    place = fields.Char("Where", readonly=True)
    record_name = fields.Char("Found In", readonly=True)
    text = fields.Text("Question", readonly=True)
    res_model = fields.Char("Model of the Question", technical=True, readonly=True)
    res_id = fields.Integer("Record of the Question", technical=True, readonly=True)

    @api.model
    def action_find(self):
        """Look through what candidates are asked in the reader's companies, and open the list.

        :raise AccessError: for who is no recruitment administrator"""
        if not self.env.user.has_group(ADMINISTRATOR):
            raise AccessError(self.env._("Only recruitment administrators see this list."))
        found = self.sudo().create(self._find_questions())
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Questions About Earlier Pay"),
            "res_model": self._name,
            "views": [[False, "list"]],
            "domain": [("id", "in", found.ids)],
            "help": self.env._("No question about earlier pay was found."),
        }

    def action_open(self):
        """:return: action that opens where the question stands"""
        self.ensure_one()
        if self.res_model == "ir.ui.view":
            return {"type": "ir.actions.act_url", "url": "/jobs", "target": "new"}
        return {
            "type": "ir.actions.act_window",
            "res_model": self.res_model,
            "res_id": self.res_id,
            "views": [[False, "form"]],
        }

    @api.model
    def _find_questions(self):
        """:return: list of dict of values"""
        found = []
        for model, (names, domain) in PLACES.items():
            records = self._search_place(model, domain)
            for name in names:
                found += self._find_in_field(records, name)
        return found + self._find_in_form() + self._find_in_properties()

    def _search_place(self, model, domain):
        """:return: what stands there, as far as the reader may read it"""
        records = self.env[model].with_env(self.env(su=model in TEMPLATES))
        if not records.has_access("read"):
            return records
        found = records.search(domain, limit=MOST, order="id desc")
        return found - self._find_templates_of_others(model) if model in TEMPLATES else found

    def _find_templates_of_others(self, model):
        """:return: the templates that only companies send which are not the reader's"""
        steps = self.env["hr.recruitment.communication.step"].sudo()
        steps = steps.with_context(active_test=False)
        here = [("company_id", "in", [False, *self.env.companies.ids])]
        names, found = TEMPLATES[model], []
        sent = Domain.OR([Domain(name, "!=", False) for name in names])
        for domain in (Domain(here), ~Domain(here)):
            sending = steps.search(sent & domain, limit=MOST)
            found.append(self.env[model].sudo().union(*(sending[name] for name in names)))
        mine, others = found
        return others - mine

    def _find_in_field(self, records, name):
        """In all languages that are installed."""
        translated = records._fields[name].translate
        langs = [code for code, _name in self.env["res.lang"].get_installed()]
        seen, found = set(), []
        for lang in langs if translated else langs[:1]:
            for record in records.with_context(lang=lang):
                key = record.id, record[name]
                if key not in seen:
                    seen.add(key)
                    found += self._prepare_questions(record, record[name])
        return found

    def _prepare_questions(self, record, text, place=None):
        """:return: list of dict of values, one for each question in the text"""
        place = place or self.env["ir.model"]._get(record._name).display_name
        questions = find_pay_history(text)
        return [
            {
                "place": place,
                "record_name": record.with_context(lang=self.env.lang).display_name,
                "text": question.text,
                "res_model": record._name,
                "res_id": record.id,
            }
            for question in questions
        ]

    def _find_in_form(self):
        """The application form of the website, and what marketeers have made of it."""
        views = self.env["ir.ui.view"].sudo().with_context(active_test=True)
        views = views.search([("key", "=", FORM)], limit=MOST)
        found = []
        for view in views:
            for lang, _name in self.env["res.lang"].get_installed():
                labels = _read_labels(view.with_context(lang=lang).arch_db)
                asked = self._prepare_questions(
                    view, "\n".join(labels), self.env._("Application form")
                )
                found += [values for values in asked if values not in found]
        return found

    def _find_in_properties(self):
        """What is asked on the applications of a job position."""
        jobs = self.env["hr.job"].search([], limit=MOST, order="id desc")
        return [
            values
            for job in jobs
            for asked in job.applicant_properties_definition or ()
            for values in self._prepare_questions(
                job, asked.get("string"), self.env._("Properties of applications")
            )
        ]


def _read_labels(arch):
    """:return: list of str, what the fields of a form are called"""
    root = html.fromstring(arch or "<t/>")
    found = root.xpath("//label | //legend | //option | //p | //*[@placeholder]")
    words = [" ".join(node.text_content().split()) for node in found if node.tag != "p"]
    return [*words, *(node.get("placeholder", "") for node in found)]
