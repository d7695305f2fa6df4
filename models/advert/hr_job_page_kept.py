from odoo import api, models
from odoo.http import request
from odoo.tools import config, ormcache

from ..batch import get_today
from .page_sources import create_function, drop_function, select_state
from .paths import EDITORS

BLOCKS = "hr_recruitment_candidate_experience.job_page"
PAY = "hr_recruitment_candidate_experience.job_pay"


class HrJob(models.Model):
    """What the page of a job position tells is the same for all visitors. It is drawn once,
    and kept in the memory of the server together with the state of the rows that it is made
    from: when one of them changes, a consent that is withdrawn for instance, the state is
    another, and the next visitor gets what is drawn anew.

    What changes in views, translations and settings makes Odoo forget all that it keeps;
    the name of a country or a currency is told from the next day on.
    """

    _inherit = "hr.job"

    def init(self):
        res = super().init()
        # Not before all tables are there.
        self.pool.post_init(create_function, self.env.cr)
        return res

    @api.model
    def _drop_page_state(self):
        """Before the addon goes."""
        drop_function(self.env.cr)

    def _show_job_page(self):
        """:return: dict of the ``blocks`` and the ``pay`` of the page (Markup) and of the
        ``posting``, see ``_get_posting``, in the language of the environment; None where job
        ads are switched off"""
        self.ensure_one()
        if not self.env["hr.candidate.settings"]._is_used("uses_advert"):
            return None
        if self._is_page_as_edited():
            return self._draw_job_page()
        return self._keep_job_page(self._find_page_state())

    def _is_page_as_edited(self):
        """:return: whether Odoo's marks for who works on the website are in the page"""
        if "xml" in config["dev_mode"] or (request and request.session.debug):
            return True
        return self.env.user.has_group(EDITORS)

    def _find_page_state(self):
        """:return: tuple; what is drawn is the same as long as this is"""
        job = self.sudo()
        company, contact = job._get_page_company(), job.user_id.id or 0
        partners = (
            company.partner_id.id,
            job.address_id.id or 0,
            self._find_partner_id(contact) or 0,
        )
        self.env.flush_all()
        select = select_state(job.id, company.id, partners, contact)
        ((states,),) = self.env.execute_query(select)
        allowed = bool(request) and self.env["ir.http"]._is_allowed_cookie("optional")
        website = self.env.context.get("website_id")
        return (self.env.lang, website, company.id, get_today(self.env), allowed, states)

    @api.model
    @ormcache("user_id")
    def _find_partner_id(self, user_id):
        """:return: id of the contact of a user, for whether there is a picture; False for
        nobody. Where contacts are merged, that of before until Odoo forgets."""
        return self.env["res.users"].sudo().browse(user_id).exists().partner_id.id

    @ormcache("self.id", "state", cache="templates.cached_values")
    def _keep_job_page(self, state):
        """:param state: see ``_find_page_state``"""
        return self._draw_job_page()

    def _draw_job_page(self):
        told = self._get_job_page()
        qweb = self.env["ir.qweb"]
        return {
            "posting": told["posting"],
            "blocks": qweb._render(BLOCKS, {"job": self, "told": told, "lang": self.env.lang}),
            "pay": qweb._render(PAY, {"job": self}),
        }
