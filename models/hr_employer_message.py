from odoo import fields, models


class HrEmployerMessage(models.AbstractModel):
    """What an employer says about itself: for the whole company, and otherwise for a
    job position. Blocks of it are in emails and on the candidate's page."""

    _name = "hr.employer.message.mixin"
    _description = "Employer Message"

    employer_story = fields.Html(
        "Our Story", translate=True, help="Where you come from and what you are for."
    )
    employer_values = fields.Html("Vision and Values", translate=True)
    employer_culture = fields.Html(
        "Culture", translate=True, help="How you work together on an ordinary day."
    )
    employer_social = fields.Html(
        "Social Life", translate=True, help="What you do together beside the work."
    )
    employer_development = fields.Html(
        "Development", translate=True, help="How one learns and grows here."
    )
    employer_faq = fields.Html(
        "Questions and Answers",
        translate=True,
        help="What candidates ask you most often.",
    )
    video_film_url = fields.Char(
        "Film",
        translate=True,
        help="Link to a film that shows people and place before the interview.",
    )


class ResCompany(models.Model):
    _name = "res.company"
    _inherit = ["res.company", "hr.employer.message.mixin"]

    video_test_url = fields.Char(
        "Video Test Room",
        help="Where candidates try camera and sound. Empty: the meeting itself if it is "
        "held in Odoo, or the test room of the provider where there is one.",
    )
    video_help = fields.Html(
        "Help With Video",
        translate=True,
        help="How to start, usual problems and their answers. Empty: a general text.",
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
