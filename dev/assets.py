"""Make the bundles that tours load, once for all tests of a database.

`python -m dev.assets -d DATABASE [-c CONFIG]`. Otherwise each test would make them, and
its rollback would take them away again.
"""

from odoo.api import Environment
from odoo.orm.utils import SUPERUSER_ID

from . import process

BUNDLES = (
    "web.assets_web web.assets_backend_lazy web.assets_frontend web.assets_frontend_minimal"
    " web.assets_frontend_lazy web.assets_tests"
).split()
# A page of candidates has a style of its own.
SCRIPTS = ("hr_recruitment_candidate_experience.assets_signing",)


def make(registry):
    with registry.cursor() as cr:
        qweb = Environment(cr, SUPERUSER_ID, {})["ir.qweb"]
        for bundle in BUNDLES:
            qweb._get_asset_bundle(bundle, css=False, js=True).js()
            qweb._get_asset_bundle(bundle, css=True, js=False).css()
        for bundle in SCRIPTS:
            qweb._get_asset_bundle(bundle, css=False, js=True).js()


if __name__ == "__main__":
    make(process.load(process.parser(__doc__).parse_args()))
