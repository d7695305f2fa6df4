from odoo import models

from .page_columns import STAGE


class HrJob(models.Model):
    """The way from the application to the answer, as candidates see it before they apply,
    in emails and on their page."""

    _inherit = "hr.job"

    def _get_named_stages(self):
        """:return: the stages of the job position that candidates may hear of; of no job
        position, those that all have"""
        return self.env["hr.recruitment.stage"].search_fetch(
            [
                ("candidate_name", "!=", False),
                "|",
                ("job_ids", "=", False),
                ("job_ids", "in", self.ids),
            ],
            STAGE,
            order="sequence, id",
        )

    def _get_steps(self):
        """:return: list of dicts of ``name``, ``description`` and ``days`` (int, 0 where no
        time is named); empty where there are too few to tell of"""
        stages = self.sudo()._get_named_stages()
        steps = self.env["hr.applicant"]._describe_stages(stages, stages[:1])
        return steps if len(steps) > 1 else []

    def _get_days_to_reply(self):
        """:return: int, the working days within which who applies on the website hears
        from us, 0 where no time is named"""
        # Odoo puts the application into this stage.
        stage = (
            self.env["hr.recruitment.stage"]
            .sudo()
            .search(
                [("fold", "=", False), "|", ("job_ids", "=", False), ("job_ids", "in", self.ids)],
                order="sequence, id",
                limit=1,
            )
        )
        return 0 if stage.hired_stage else stage.expected_days
