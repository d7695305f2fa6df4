import base64
from collections import defaultdict
from io import BytesIO

import qrcode

from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain

from ..write_groups import OFFICER

# Pixels of each dot, which is sharp on a poster of A5.
QR_DOT = 12


class HrRecruitmentSource(models.Model):
    """Where a job ad is published: the board, from when to when and for how much, with a
    link and a QR code of its own, and what came of it. Where candidates *saw* the ad and
    which link they *applied* through are two things, and counted apart."""

    _name = "hr.recruitment.source"
    _inherit = ["hr.recruitment.source", "hr.candidate.guard.mixin"]

    company_id = fields.Many2one(related="job_id.company_id")
    currency_id = fields.Many2one(
        "res.currency", string="Currency of Costs", compute="_compute_currency_id"
    )
    date_from = fields.Date("Published From", write_groups=OFFICER)
    date_to = fields.Date(
        "Published Until",
        write_groups=OFFICER,
        help="The last day on which it can be seen there. Empty: until further notice.",
    )
    cost = fields.Monetary(
        write_groups=OFFICER,
        groups=OFFICER,
        help="What it cost to publish it there, in the company's currency.",
    )
    link_id = fields.Many2one("link.tracker", "Short Link", readonly=True, copy=False)
    publication_url = fields.Char("Link", compute="_compute_publication_url")
    qr_code = fields.Binary("QR Code", compute="_compute_qr_code")
    click_count = fields.Integer("Opened", compute="_compute_click_count", compute_sudo=True)
    seen_count = fields.Integer(
        "Seen There",
        compute="_compute_came_of_it",
        groups=OFFICER,
        help="Applications of candidates who said that they saw the job there.",
    )
    application_count = fields.Integer(
        "Applied Through It",
        compute="_compute_came_of_it",
        groups=OFFICER,
        help="Applications through its link, its QR code or its email address.",
    )
    hired_count = fields.Integer("Hired", compute="_compute_came_of_it", groups=OFFICER)
    cost_per_application = fields.Monetary(
        compute="_compute_came_of_it",
        groups=OFFICER,
        help="Costs by applications through it, or seen there where that is more.",
    )
    cost_per_hire = fields.Monetary(compute="_compute_came_of_it", groups=OFFICER)

    @api.constrains("date_from", "date_to", "cost")
    def _check_publication(self):
        for source in self.sudo():
            if source.date_from and source.date_to and source.date_from > source.date_to:
                raise ValidationError(
                    source.env._("%s: the last day is before the first one.", source.source_id.name)
                )
            if source.cost < 0:
                raise ValidationError(source.env._("The cost of a publication cannot be negative."))

    @api.depends("company_id")
    @api.depends_context("company")
    def _compute_currency_id(self):
        for source in self:
            source.currency_id = (source.company_id or self.env.company).currency_id

    # Link ------------------------------------------------------------------------------

    @api.depends("link_id", "url")
    def _compute_publication_url(self):
        for source in self:
            source.publication_url = source.sudo().link_id.short_url or source.url

    @api.depends("publication_url")
    def _compute_qr_code(self):
        """A PNG that leads to the link."""
        for source in self:
            picture = BytesIO()
            qrcode.make(source.publication_url, box_size=QR_DOT).save(picture, "PNG")
            source.qr_code = base64.b64encode(picture.getvalue())

    @api.depends("link_id")
    def _compute_click_count(self):
        for source in self:
            source.click_count = source.link_id.count

    def action_make_link(self):
        """Give each a short link, which counts how often it is opened."""
        self.check_access("write")
        without = self.filtered(lambda source: source.job_id and not source.link_id)
        campaign = self.env.ref("hr_recruitment.utm_campaign_job", raise_if_not_found=False)
        links = (
            self.env["link.tracker"]
            .sudo()
            .search_or_create(
                [
                    {
                        "url": source.job_id.full_url,
                        # Odoo would fetch the page for its title.
                        "title": source.job_id.name,
                        "campaign_id": campaign and campaign.id,
                        "medium_id": source.medium_id.id,
                        "source_id": source.source_id.id,
                    }
                    for source in without
                ]
            )
        )
        for source, link in zip(without.sudo(), links, strict=True):
            source.link_id = link

    # What came of it ----------------------------------------------------------------------

    @api.depends("job_id", "source_id", "cost")
    def _compute_came_of_it(self):
        applied, hired = self._count_applications("source_id")
        seen, hired_seen = self._count_applications("seen_source_id")
        for source in self:
            key = source.job_id, source.source_id
            cost = source.sudo().cost
            source.application_count = applied[key]
            source.seen_count = seen[key]
            source.hired_count = max(hired[key], hired_seen[key])
            number = max(applied[key], seen[key])
            source.cost_per_application = number and cost / number
            source.cost_per_hire = source.hired_count and cost / source.hired_count

    def _count_applications(self, name):
        """:param str name: field of the application that leads to the source
        :return: two dicts (job, source) → number: of applications, of hired ones"""
        groups = (
            self.env["hr.applicant"]
            .sudo()
            .with_context(active_test=False)
            ._read_group(
                Domain("job_id", "in", self.job_id.ids)
                & Domain(name, "in", self.source_id.ids)
                & Domain("talent_pool_ids", "=", False),
                ["job_id", name],
                ["__count", "date_closed:count"],
            )
        )
        everybody, hired = defaultdict(int), defaultdict(int)
        for job, source, number, closed in groups:
            everybody[job, source] = number
            hired[job, source] = closed
        return everybody, hired

    def action_open_qr(self):
        """The QR code, to be saved or printed."""
        self.ensure_one()
        self.check_access("read")
        return {
            "type": "ir.actions.act_url",
            "url": f"/web/content/{self._name}/{self.id}/qr_code?filename=qr-{self.id}.png",
            "target": "new",
        }


class HrJob(models.Model):
    _inherit = "hr.job"

    def action_open_publications(self):
        self.check_access("read")
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "hr_recruitment_candidate_experience.action_publication"
        )
        return {
            **action,
            "domain": [("job_id", "in", self.ids)],
            "context": {"default_job_id": self[:1].id},
        }
