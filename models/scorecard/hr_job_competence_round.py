from odoo import api, fields, models

MAP = "hr_recruitment_candidate_experience.scorecard_topic_map"


class HrJobCompetenceRound(models.Model):
    """In which interviews a competence is asked about. A round is a stage of the job
    position: what is asked in one need not be asked again in the next."""

    _inherit = "hr.job.competence"

    stage_ids = fields.Many2many(
        "hr.recruitment.stage",
        "hr_job_competence_stage_rel",
        string="Asked In",
        domain="['|', ('job_ids', '=', False), ('job_ids', '=', job_id)]",
        help="The stages whose interviews ask about it. Empty: in every interview.",
    )

    def _find_round(self, stage):
        """:param stage: ``hr.recruitment.stage`` of an interview
        :return: the round that it is, of those in which these competences are asked: its own
            stage, else the next one, else the last; empty where there are no rounds"""
        rounds = self.stage_ids.sorted(lambda s: (s.sequence, s.id))
        if not stage or stage in rounds:
            return stage & rounds
        later = rounds.filtered(lambda s: (s.sequence, s.id) > (stage.sequence, stage.id))
        return later[:1] or rounds[-1:]

    def _filter_in_round(self, stage):
        """:return: those that are asked about in an interview of this stage"""
        found = self._find_round(stage)
        return self.filtered(lambda c: not c.stage_ids or not found or found in c.stage_ids)

    def _map_topics(self):
        """:return: list of dicts of a round: ``name`` and ``lines``, a list of dicts of a
        competence: its ``name``, who asks (``coverage``), where it is asked ``again``, and
        whether that is ``uneven``, nobody in particular or more than once"""
        rounds = self.stage_ids.sorted(lambda s: (s.sequence, s.id))
        return [
            {
                "name": stage.name,
                "lines": [
                    competence._map_topic(rounds - stage)
                    for competence in self._filter_in_round(stage)
                ],
            }
            for stage in rounds
        ]

    def _map_topic(self, others):
        again = (others & self.stage_ids) if self.stage_ids else others
        return {
            "name": self.name,
            "coverage": self.coverage,
            "again": ", ".join(again.mapped("name")),
            "uneven": self.is_uneven or bool(again),
        }


class HrJob(models.Model):
    _inherit = "hr.job"

    topic_map = fields.Html(
        compute="_compute_topic_map",
        sanitize=False,
        groups="hr_recruitment.group_hr_recruitment_interviewer",
        help="What is asked in which interview, by whom, and what is asked twice or by nobody "
        "in particular.",
    )

    @api.depends(
        "competence_ids.name", "competence_ids.stage_ids", "competence_ids.interviewer_ids"
    )
    @api.depends_context("lang")
    def _compute_topic_map(self):
        for job in self:
            rounds = job.competence_ids._map_topics()
            words = {"rounds": rounds}
            job.topic_map = self.env["ir.qweb"]._render(MAP, words) if rounds else False
