from odoo import SUPERUSER_ID, api

from odoo.addons.hr_recruitment_candidate_experience.hooks import ADDON, create_shipped

QUESTIONS = {
    "survey_refused": ("survey_refused_explained",),
    "survey_interviewed": (
        "survey_interviewed_video",
        "survey_interviewed_video_worked",
        "survey_interviewed_video_trouble",
    ),
}


def migrate(cr, version):
    """The driver "Explanation" and two questions that are asked only of those whom they are
    about, in the surveys that were shipped and are still there."""
    env = api.Environment(cr, SUPERUSER_ID, {})
    drivers = "data/feedback/feedback_driver_data.xml"
    create_shipped(env, drivers, "feedback_driver_explanation")
    for survey, questions in QUESTIONS.items():
        if env.ref(f"{ADDON}.{survey}", raise_if_not_found=False):
            create_shipped(env, "data/feedback/survey_data.xml", *questions)
