from pathlib import Path

from lxml import etree

from odoo import SUPERUSER_ID, api

from odoo.addons.hr_recruitment_candidate_experience.hooks import create_shipped

DATA = (
    "data/wording/wording_en_data.xml",
    "data/wording/wording_sv_data.xml",
    "data/advert/ad_check_data.xml",
    "data/advert/ad_cron_data.xml",
)


def migrate(cr, version):
    """The lists of words, the checklist for ads, and the cron that looks at night."""
    env = api.Environment(cr, SUPERUSER_ID, {})
    root = Path(__file__).parents[2]
    for path in DATA:
        names = [record.get("id") for record in etree.parse(root / path).iter("record")]
        create_shipped(env, path, *names)
