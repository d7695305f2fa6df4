from markupsafe import Markup

from odoo import api, fields, models

from .form_test_codes import FINDINGS, LIGHTS, SUBJECTS


class HrJobFormTestLine(models.Model):
    """Something that a test of an application form has found: a code with what it is
    about. What it means is said in the language of who reads it."""

    _name = "hr.job.form.test.line"
    _description = "Finding About an Application Form"
    _inherit = "hr.candidate.guard.mixin"
    _order = "test_id desc, id"
    _rec_name = "code"

    test_id = fields.Many2one(
        "hr.job.form.test", required=True, index=True, readonly=True, ondelete="cascade"
    )
    company_id = fields.Many2one(related="test_id.company_id", store=True)
    code = fields.Char(required=True, readonly=True)
    about = fields.Char(
        readonly=True, help="The field, link, picture or language that it concerns."
    )
    detail = fields.Char(readonly=True, help="For whoever fixes it.")
    lang = fields.Char("Language Code", readonly=True, help="Of the page. Empty: in all of them.")
    subject = fields.Selection(SUBJECTS, "Tested Part", compute="_compute_words")
    light = fields.Selection(LIGHTS, "Result", compute="_compute_words")
    words = fields.Char("What We Found", compute="_compute_words")
    mending = fields.Char("How to Fix It", compute="_compute_words")

    @api.depends("code", "about", "detail", "lang")
    @api.depends_context("lang")
    def _compute_words(self):
        names = {lang.code: lang.name.split(" /")[0] for lang in self._find_langs()}
        for line in self:
            line.subject, line.light = FINDINGS.get(line.code, (False, False))
            words = line._say(line.about or "", line.detail or "").get(line.code, ("", ""))
            name = names.get(line.lang)
            line.words = f"{name}: {words[0]}" if name else words[0]
            line.mending = words[1]

    def _write_note(self, env):
        """:return: Markup, what is to be mended, in the language of the environment"""
        lines = self.with_context(lang=env.lang)
        rows = Markup("").join(
            Markup("<li>%s<br/>%s</li>") % (line.words, line.mending) for line in lines
        )
        return Markup("<ul>%s</ul>") % rows

    def _find_langs(self):
        codes = list(set(filter(None, self.mapped("lang"))))
        langs = self.env["res.lang"].sudo().with_context(active_test=False)
        return langs.search([("code", "in", codes)]) if codes else langs

    def _say(self, about, detail):
        """:return: dict code → (what was found, how to mend it)"""
        return {
            **self._say_pages(about, detail),
            **self._say_form(about, detail),
            **self._say_sending(about, detail),
            **self._say_people(about, detail),
        }

    def _say_pages(self, about, detail):
        return {
            "page_fine": (self.env._("The job page opens."), ""),
            "page_fails": (
                self.env._("The job page does not open: %s", detail),
                self.env._("Open it as a visitor, and look at what was changed on it last."),
            ),
            "page_hidden": (
                self.env._("Visitors do not find the job page."),
                self.env._("Publish the job position, on the website that it belongs to."),
            ),
            "form_fine": (self.env._("The form opens, and what it asks for can be seen."), ""),
            "form_fails": (
                self.env._("The page of the form does not open: %s", detail),
                self.env._("Open it as a visitor, and look at what was changed on it last."),
            ),
            "links_fine": (
                self.env._("Links and pictures lead somewhere: %s looked at.", about),
                "",
            ),
            "link_broken": (
                self.env._("A link leads nowhere: %s", about),
                self.env._("Correct or remove it in the website editor."),
            ),
            "picture_broken": (
                self.env._("A picture is missing: %s", about),
                self.env._("Replace or remove it in the website editor."),
            ),
            "broken": (
                self.env._("The form could not be tested: %s", detail),
                self.env._("Try again. If it stays so, tell who looks after your Odoo."),
            ),
        }

    def _say_form(self, about, detail):
        editor = self.env._("Open the page of the form in the website editor.")
        return {
            "form_none": (
                self.env._("There is no application form on its page."),
                self.env._("%s Put the form back, or reset the page.", editor),
            ),
            "button_none": (
                self.env._("The form has no button to send it that can be seen."),
                self.env._("%s Show the button of the form.", editor),
            ),
            "button_hidden_phone": (
                self.env._("On a phone, the button to send the form cannot be seen."),
                self.env._("%s Show the button of the form on phones, too.", editor),
            ),
            "button_hidden_desk": (
                self.env._("On a computer, the button to send the form cannot be seen."),
                self.env._("%s Show the button of the form on wide screens, too.", editor),
            ),
            "field_hidden": (
                self.env._("“%s” has to be filled in, and cannot be seen.", about),
                self.env._("%s Show the field, or let it be optional.", editor),
            ),
            "field_hidden_phone": (
                self.env._("“%s” has to be filled in, and cannot be seen on a phone.", about),
                self.env._("%s Show the field on phones, or let it be optional.", editor),
            ),
            "field_hidden_desk": (
                self.env._("“%s” has to be filled in, and cannot be seen on a computer.", about),
                self.env._("%s Show the field on wide screens, or let it be optional.", editor),
            ),
            "field_refused": (
                self.env._(
                    "“%s” is not a field that forms may fill in: what people type is not kept "
                    "there.",
                    about,
                ),
                self.env._("%s Choose another field, or have it allowed in forms.", editor),
            ),
            "name_none": (
                self.env._("The form does not ask for a name."),
                self.env._("%s Add the field for the name.", editor),
            ),
            "email_none": (
                self.env._("The form asks for no address: nobody could be answered."),
                self.env._("%s Add the field for the email address.", editor),
            ),
            "file_none": (
                self.env._("No CV can be added to the form."),
                self.env._("%s Add a field for a file, if you read CVs.", editor),
            ),
            "untranslated": (
                self.env._("The form is not translated: %s", detail),
                self.env._(
                    "Open the page in this language in the website editor, and translate it."
                ),
            ),
        }

    def _say_sending(self, about, detail):
        return {
            "sending_fine": (
                self.env._("What is sent arrives as an application."),
                "",
            ),
            "sending_fails": (
                self.env._("The form cannot be sent: %s", detail),
                self.env._("Tell who looks after your Odoo. Until then, give an email address."),
            ),
            "sending_refused": (
                self.env._("The form was refused: %s", detail),
                self.env._("Look at the field or rule that is named."),
            ),
            "field_wrong": (
                self.env._("The form cannot be sent because of “%s”.", about),
                self.env._("Look at this field in the website editor: its kind may not fit."),
            ),
            "sending_lost": (
                self.env._("The form is sent, and no application for this job position arrives."),
                self.env._("The form has to name the job position. Reset its page."),
            ),
            "file_lost": (
                self.env._("The file that is sent does not arrive."),
                self.env._("Look at the field for files in the website editor."),
            ),
            "mail_fine": (self.env._("An email to %s becomes an application.", about), ""),
            "mail_fails": (
                self.env._(
                    "An email to %(address)s is not taken: %(why)s", address=about, why=detail
                ),
                self.env._(
                    "Look at the email address of the job position, and who may write to it."
                ),
            ),
            "mail_lost": (
                self.env._(
                    "An email to %s does not become an application for this job position.", about
                ),
                self.env._("Look at the email address of the job position: it leads elsewhere."),
            ),
            "confirmation_fine": (
                self.env._("Applicants get a confirmation, and its text works."),
                "",
            ),
            "confirmation_none": (
                self.env._("Applicants get no confirmation."),
                self.env._("Add a step for “Application received” to the communication plan."),
            ),
            "confirmation_fails": (
                self.env._("The confirmation cannot be written: %s", detail),
                self.env._("Correct the text of the step “%s”.", about),
            ),
        }

    def _say_people(self, about, detail):
        return {
            "file_too_small": (
                self.env._(
                    "“%(field)s” takes no more than %(size)s MB. A CV with pictures from a phone "
                    "has up to 10 MB.",
                    field=about,
                    size=detail,
                ),
                self.env._("Allow larger files for the field in the website editor."),
            ),
            "people_stopped": (
                self.env._(
                    "In two weeks, “%(field)s” has stopped people %(times)s times.",
                    field=about,
                    times=detail,
                ),
                self.env._("Ask whether you need it now, or say what is expected."),
            ),
        }
