from odoo import SUPERUSER_ID, api

from odoo.addons.hr_recruitment_candidate_experience.hooks import create_shipped

TOPICS = (
    "pay",
    "hours",
    "team",
    "tasks",
    "growth",
    "place",
    "process",
    "benefits",
    "company",
)


def migrate(cr, version):
    """What questions of candidates are about. Those that were asked before are not counted."""
    env = api.Environment(cr, SUPERUSER_ID, {})
    create_shipped(
        env,
        "data/questions/questions_data.xml",
        *(f"question_topic_{name}" for name in TOPICS),
    )
