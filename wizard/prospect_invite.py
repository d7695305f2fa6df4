from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from ..models.write_groups import OFFICER


class HrRecruitmentProspectInvite(models.TransientModel):
    """Talents, or people who applied earlier and agreed to be kept, are invited to apply for a
    job position: each is looked at, and who cannot be invited is said before."""

    _name = "hr.recruitment.prospect.invite"
    _description = "Invite to Apply"

    talent_ids = fields.Many2many(
        "hr.applicant", string="People", required=True, context={"active_test": False}
    )
    job_id = fields.Many2one("hr.job", "Job Position", required=True)
    user_id = fields.Many2one(
        "res.users",
        "Recruiter",
        required=True,
        default=lambda self: self.env.user,
        domain="[('share', '=', False)]",
    )
    personal_text = fields.Text(
        "Personal Words",
        help="Leave empty for the standard words, each in the person's own language.",
    )
    left_out = fields.Text("Cannot Be Invited", compute="_compute_left_out")

    @api.depends("talent_ids", "job_id")
    def _compute_left_out(self):
        for wizard in self:
            lines = wizard.job_id and [f"{name}: {why}" for name, why in wizard._sort_out()[1]]
            wizard.left_out = "\n".join(lines or ()) or False

    def action_invite(self):
        """Invite those who can be.

        :return: action: the note that offers to undo it
        :raise UserError: if it is nobody"""
        self.ensure_one()
        if not self.env.user.has_groups(OFFICER):
            raise AccessError(self.env._("Only recruiters invite people to apply."))
        values, _left_out = self._sort_out()
        if not values:
            raise UserError(self.env._("None of these people can be invited."))
        prospects = self.env["hr.recruitment.prospect"].create(values)
        return prospects.action_invite()

    def _sort_out(self):
        """:return: (list of values of those who can be invited, list of (name, why not) of
        the others): looked at without a trace"""
        prospects = self.env["hr.recruitment.prospect"]
        talents = self.talent_ids._origin
        talents.check_access("read")
        self.job_id.check_access("read")
        values = [self._prepare(talent) for talent in talents]
        tried = prospects.concat(*(prospects.new(each) for each in values))
        obstacles = tried._find_obstacles()
        good = [each for each, p in zip(values, tried, strict=True) if p not in obstacles]
        return good, [(p.name, why) for p, why in obstacles.items()]

    def _prepare(self, talent):
        langs = dict(self.env["res.lang"].get_installed())
        lang = talent._get_candidate_lang()
        in_pool = bool(talent.talent_pool_ids)
        values = {
            "name": talent.partner_name or talent.email_from,
            "email": talent.email_from,
            "phone": talent.partner_phone,
            "job_id": self.job_id._origin.id,
            "user_id": self.user_id.id or self.env.uid,
            "lang": lang if lang in langs else self.env.lang,
            "talent_id": talent.id,
            "source_kind": "pool" if in_pool else "earlier",
            "source": self._say_source(talent, in_pool),
            "collected_date": fields.Date.context_today(self),
        }
        return {**values, "personal_text": self.personal_text} if self.personal_text else values

    def _say_source(self, talent, in_pool):
        spoken = talent.with_context(lang=talent._get_candidate_lang())
        if in_pool:
            return ", ".join(spoken.talent_pool_ids.mapped("name"))
        return spoken.job_id.name or spoken.env._("your application")
