from odoo import api, fields, models
from odoo.exceptions import ValidationError

from .employer_texts import EMPLOYER_TEXTS
from .web_links import find_web_link

# Long, and read by few: not with every company and job position.
PREFETCH = "employer_message"


class HrEmployerMessage(models.AbstractModel):
    """What an employer says about itself: for the whole company, and otherwise for a
    job position. Blocks of it are in emails and on the candidate's page."""

    _name = "hr.employer.message.mixin"
    _inherit = "hr.employer.content.mixin"
    _description = "Employer Message"

    employer_story = fields.Html(
        "Our Story",
        translate=True,
        prefetch=PREFETCH,
        help="Where you come from and what you are for.",
    )
    employer_values = fields.Html("Vision and Values", translate=True, prefetch=PREFETCH)
    employer_culture = fields.Html(
        "Culture",
        translate=True,
        prefetch=PREFETCH,
        help="How you work together on an ordinary day.",
    )
    employer_environment = fields.Html(
        "Leadership and Work Environment",
        translate=True,
        prefetch=PREFETCH,
        help="How you lead, where one works and with what, and when.",
    )
    employer_social = fields.Html(
        "Social Life",
        translate=True,
        prefetch=PREFETCH,
        help="What you do together beside the work.",
    )
    employer_development = fields.Html(
        "Development", translate=True, prefetch=PREFETCH, help="How one learns and grows here."
    )
    employer_faq = fields.Html(
        "Questions and Answers",
        translate=True,
        prefetch=PREFETCH,
        help="What candidates ask you most often.",
    )
    video_film_url = fields.Char(
        "Film",
        translate=True,
        prefetch=PREFETCH,
        help="Link to a film that shows people and place before the interview: on "
        "YouTube, Vimeo or another host of films, or on your own website.",
    )

    @api.constrains(*EMPLOYER_TEXTS)
    def _check_employer_texts(self):
        self._check_content(EMPLOYER_TEXTS)

    @api.constrains("video_film_url")
    def _check_film(self):
        for record in self:
            if record.video_film_url and not record._find_film(record.video_film_url):
                raise ValidationError(
                    record.env._(
                        "A film is a link that begins with https:// and leads to a "
                        "host of films, YouTube or Vimeo for instance, or to your own "
                        "website."
                    )
                )

    def _check_content(self, names):
        """:raise ValidationError: if a text has a picture from elsewhere, or a link
        that is none; pictures that were uploaded can be seen by candidates then"""
        for record in self:
            for name in names:
                record._publish_pictures(record[name])
                wrong = record._clean_content(record[name])[1]
                label = record._fields[name]._description_string(record.env)
                if "picture" in wrong:
                    raise ValidationError(
                        record.env._(
                            "%s: upload pictures here instead of showing them from "
                            "elsewhere. Films are links.",
                            label,
                        )
                    )
                if wrong:
                    raise ValidationError(
                        record.env._(
                            "%s: a link leads to a web page, an email address or a "
                            "telephone number.",
                            label,
                        )
                    )


class ResCompany(models.Model):
    _name = "res.company"
    _inherit = ["res.company", "hr.employer.message.mixin"]

    candidate_data_text = fields.Html(
        "About Candidates' Data",
        translate=True,
        help="What candidates read on their page about their data: who sees it, what it is for, "
        "how long it is kept. Write only what you do. Leave empty to show nothing.",
    )

    video_test_url = fields.Char(
        "Video Test Room",
        help="Where emails send candidates to try camera and sound. Empty: to a test on "
        "their own page.",
    )
    video_help = fields.Html(
        "Help With Video",
        translate=True,
        help="How to start, usual problems and their answers. Empty: a general text.",
    )

    @api.constrains("video_help", "candidate_data_text")
    def _check_texts_for_candidates(self):
        self._check_content(("video_help", "candidate_data_text"))

    @api.constrains("video_test_url")
    def _check_video_test(self):
        for company in self:
            url = company.video_test_url
            if url and not find_web_link(url):
                raise ValidationError(
                    company.env._("The test room is a link that begins with https://.")
                )


class HrJob(models.Model):
    _name = "hr.job"
    _inherit = ["hr.job", "hr.employer.message.mixin"]

    interview_agenda_ids = fields.One2many(
        "calendar.event.agenda",
        "job_id",
        string="Usual Agenda",
        copy=True,
        help="What interviews for this job position look like, unless a meeting has an "
        "agenda of its own.",
    )
