from lxml import etree

from odoo import SUPERUSER_ID, api
from odoo.tools.misc import file_open

from odoo.addons.hr_recruitment_candidate_experience.hooks import ADDON, create_shipped

THEMES = "data/feedback/theme_data.xml"


def migrate(cr, version):
    """The themes and what reads them. Nothing is read here: the cron does it afterwards."""
    env = api.Environment(cr, SUPERUSER_ID, {})
    with file_open(f"{ADDON}/{THEMES}", "rb") as file:
        names = [record.get("id") for record in etree.parse(file).iter("record")]
    create_shipped(env, THEMES, *names)
    create_shipped(env, "data/feedback/theme_cron_data.xml", "ir_cron_feedback_themes")
