from odoo import Command, api, fields, models

from ..write_groups import OFFICER
from .applying import ANSWERS, OPINIONS, QUESTIONS, REQUIREMENT, SEEN


class HrApplicantApplying(models.Model):
    """What candidates answered on the application form."""

    _inherit = "hr.applicant"

    requirement_ids = fields.One2many(
        "hr.applicant.requirement",
        "applicant_id",
        "Basic Requirements",
        readonly=True,
        copy=False,
    )
    requirements_missed = fields.Integer(
        readonly=True,
        copy=False,
        help="Basic requirements of the job position that the candidate does not meet, and "
        "said so when applying.",
    )
    opinion_before = fields.Selection(
        OPINIONS,
        readonly=True,
        copy=False,
        # Who decides about the candidate does not know it.
        groups="hr_recruitment_candidate_experience.group_experience_manager",
        help="Of the company, before the application, as the candidate said it there.",
    )

    seen_source_id = fields.Many2one(
        "utm.source",
        "Saw the Job At",
        write_groups=OFFICER,
        copy=False,
        ondelete="set null",
        help="Where the candidate saw the ad, as the candidate said on the application "
        "form. The source is what led to the form.",
    )

    @api.model
    def _take_applying_answers(self, given):
        """Take the answers out of what the form on the website has sent.

        :param dict given: names and values of all inputs, from anybody
        :return: (dict of values of the application, dict of the other inputs)
        """
        if not self.env["hr.candidate.settings"]._is_used("uses_advert"):
            return {}, given
        job = self._find_job_of_form(given.get("job_id"))
        questions = {
            name: given[name]
            for name in QUESTIONS
            if given.get(name) in dict(self._fields[name]._description_selection(self.env))
        }
        answers = self._read_requirement_answers(job, given)
        taken = {*questions, *(f"candidate_requirement_{each.id}" for each in answers)}
        if seen := self._read_seen_source(job, given):
            questions["seen_source_id"] = seen.id
            taken.add(SEEN)
        rest = {name: value for name, value in given.items() if name not in taken}
        if answers:
            questions["requirement_ids"] = [
                Command.create({"requirement_id": each.id, "name": each.name, "answer": answer})
                for each, answer in answers.items()
            ]
            questions["requirements_missed"] = list(answers.values()).count("no")
        return questions, rest

    def _find_job_of_form(self, given):
        jobs = self.env["hr.job"].sudo()
        number = int(given) if isinstance(given, str) and given.isdecimal() else 0
        return jobs.browse(number if 0 < number < 2**31 else ()).exists()

    def _read_seen_source(self, job, given):
        """:return: ``utm.source`` in which the job is published, may be empty"""
        known = {str(source.id): source for source in job.job_source_ids.source_id}
        return known.get(given.get(SEEN)) or self.env["utm.source"]

    def _read_requirement_answers(self, job, given):
        """:return: dict ``hr.job.requirement`` of the job → code of the answer"""
        known = {str(each.id): each for each in job.requirement_ids}
        answers = {}
        for name, value in given.items():
            found = REQUIREMENT.fullmatch(name)
            requirement = found and known.get(found[1])
            if requirement and value in dict(ANSWERS):
                answers[requirement] = value
        return answers
