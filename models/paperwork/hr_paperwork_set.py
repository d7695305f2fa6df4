from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ..write_groups import ADMINISTRATOR
from .states import LONGEST_TIME


class HrPaperworkSet(models.Model):
    """The documents that somebody reads, fills in or hands in before the first day."""

    _name = "hr.paperwork.set"
    _description = "Set of Documents"
    _inherit = ["hr.candidate.shared.mixin"]
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True, write_groups=ADMINISTRATOR)
    active = fields.Boolean(default=True, write_groups=ADMINISTRATOR)
    sequence = fields.Integer(default=10, write_groups=ADMINISTRATOR)
    company_id = fields.Many2one(
        "res.company",
        default=lambda self: self.env.company,
        write_groups=ADMINISTRATOR,
        help="Leave empty for all companies.",
    )
    job_ids = fields.Many2many(
        "hr.job",
        "hr_paperwork_set_job_rel",
        string="Job Positions",
        write_groups=ADMINISTRATOR,
        help="Leave empty for all job positions. Of several sets that fit, the one that says "
        "most about whom it is for is chosen: job position, then department and place, then "
        "department, then place, then company.",
    )
    department_ids = fields.Many2many(
        "hr.department",
        "hr_paperwork_set_department_rel",
        string="Departments",
        write_groups=ADMINISTRATOR,
        help="Leave empty for all departments.",
    )
    location_ids = fields.Many2many(
        "hr.work.location",
        "hr_paperwork_set_location_rel",
        string="Work Locations",
        write_groups=ADMINISTRATOR,
        help="Where the first day begins. Leave empty for all places.",
    )
    days = fields.Integer(
        "Days to Hand In",
        default=7,
        write_groups=ADMINISTRATOR,
        help="From the day on which the documents are asked for, or until the first day.",
    )
    due_from = fields.Selection(
        [("asked", "After They Are Asked For"), ("first_day", "Before the First Day")],
        "Counted",
        default="asked",
        required=True,
        write_groups=ADMINISTRATOR,
        help="What is counted from the first day follows it when it is moved. As long as no "
        "first day is known, the days count from asking.",
    )
    document_ids = fields.One2many("hr.paperwork.document", "set_id", "Documents", copy=True)

    @api.constrains("days")
    def _check_days(self):
        if any(not 1 <= each.days <= LONGEST_TIME for each in self):
            raise ValidationError(
                self.env._("There are between 1 and %s days to hand it in.", LONGEST_TIME)
            )

    @api.model
    def _find_sets(self, applicants):
        """:return: dict ``hr.applicant`` → the set that says most about them, as superuser;
        empty where none fits"""
        # Some callers look among archived records.
        sets = self.sudo().with_context(active_test=True)
        companies = applicants.sudo().company_id
        sets = sets.search([("company_id", "in", [False, *companies.ids])])
        places = {a: a._find_first_day_place() for a in applicants if sets.location_ids}
        return {
            applicant: max(
                sets.filtered(lambda s, a=applicant: s._fits(a, places.get(a))),
                key=lambda each: each._count_conditions(),
                default=sets.browse(),
            )
            for applicant in applicants.sudo()
        }

    def _fits(self, applicant, place):
        """:param applicant: as superuser
        :param place: ``hr.work.location`` of the first day, None where no set asks for it"""
        return (
            self._is_of(applicant.company_id)
            and (not self.job_ids or applicant.job_id in self.job_ids)
            and (not self.department_ids or applicant.department_id in self.department_ids)
            and (not self.location_ids or place in self.location_ids)
        )

    def _is_of(self, company):
        return not self.company_id or self.company_id == company

    def _count_conditions(self):
        """:return: tuple, the larger the more it says"""
        return (
            bool(self.job_ids),
            bool(self.department_ids),
            bool(self.location_ids),
            bool(self.company_id),
        )

    def _find_deadline(self, first_day, asked):
        """:param date first_day: False where it is not known
        :param date asked: when it was asked for
        :return: date, by which it is handed in; never after a first day that is to come"""
        ahead = first_day and first_day > asked
        if ahead and self.due_from == "first_day":
            day = first_day - timedelta(days=self.days)
        else:
            day = asked + timedelta(days=self.days)
        day = min(day, first_day) if ahead else day
        return max(day, asked + timedelta(days=1))
