from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from ..write_groups import MANAGER
from .leaves import LEAVES, NAMED

# What somebody in HR decides about.
TO_DECIDE = ("to_read", "to_choose")


class HrCandidatePraise(models.Model):
    """What a candidate thanks a colleague for, word for word.

    It *waits* until the application is closed and the candidate has been told; until then
    nobody reads it. Without a name it waits until there is a group of candidates that it may
    be from, and loses on that day what leads to the candidate. Nobody changes its words.
    """

    _name = "hr.candidate.praise"
    _description = "Thanks from a Candidate"
    _inherit = "hr.candidate.guard.mixin"
    _order = "passed_on desc, month desc, id desc"
    _rec_name = "words"

    words = fields.Text(
        "In the Candidate's Words",
        required=True,
        readonly=True,
        help="As they were written. Nobody can change them.",
    )
    user_id = fields.Many2one(
        "res.users",
        "Colleague",
        write_groups=MANAGER,
        ondelete="set null",
        index="btree_not_null",
        domain="[('share', '=', False), ('company_ids', 'in', company_id)]",
    )
    whom = fields.Char(
        "Whom the Candidate Named",
        readonly=True,
        help="Where the colleague was not in the candidate's list, or is not here any more.",
    )
    suggested_user_id = fields.Many2one(
        "res.users",
        "Probably This Colleague",
        compute="_compute_suggested_user_id",
        compute_sudo=True,
    )
    leave = fields.Selection(LEAVES, "How to Pass It On", required=True, readonly=True)
    candidate_name = fields.Char(
        "From", readonly=True, help="Empty where the candidate wants to give no name."
    )
    applicant_id = fields.Many2one(
        "hr.applicant",
        "Application",
        readonly=True,
        ondelete="set null",
        index="btree_not_null",
        groups=MANAGER,
    )
    job_id = fields.Many2one("hr.job", "Job Position", readonly=True, ondelete="set null")
    company_id = fields.Many2one(
        "res.company", required=True, readonly=True, ondelete="cascade", index=True
    )
    month = fields.Date(
        required=True, readonly=True, technical=True, help="From when on it may be passed on."
    )
    passed_on = fields.Date(
        "Passed On Date",
        readonly=True,
        help="Without a name, only the month is kept.",
    )
    state = fields.Selection(
        [
            ("waiting", "Waiting"),
            ("to_read", "To Be Read First"),
            ("to_choose", "For Whom?"),
            ("approved", "On Its Way"),
            ("passed", "Passed On"),
            ("kept", "Kept for HR"),
            ("set_aside", "Not Passed On"),
        ],
        required=True,
        readonly=True,
        default="waiting",
        index=True,
    )

    _once = models.UniqueIndex(
        "(applicant_id, COALESCE(user_id, 0), COALESCE(whom, ''), md5(words))"
        " WHERE state = 'waiting'",
        "These thanks are here already.",
    )

    @api.depends("user_id", "candidate_name")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for praise in self:
            name = praise.candidate_name
            praise.display_name = (
                self.env._("Thanks from %s", name)
                if name
                else self.env._("Thanks from a candidate")
            )

    @api.depends("whom", "company_id")
    def _compute_suggested_user_id(self):
        """The one colleague whose name has all that the candidate wrote of it."""
        self.suggested_user_id = False
        unknown = self.filtered(lambda praise: praise.state == "to_choose" and praise.whom)
        for company, same in unknown.grouped("company_id").items():
            users = self.env["res.users"].search(
                [("share", "=", False), ("company_ids", "in", company.ids)]
            )
            names = {user: set((user.name or "").casefold().split()) for user in users}
            for praise in same:
                said = set(praise.whom.casefold().split())
                found = [user for user, name in names.items() if said <= name]
                praise.suggested_user_id = found[0] if len(found) == 1 else False

    def write(self, vals):
        """Only for whom it is can be chosen, as long as nobody knows it."""
        if "user_id" in vals and not self.env.su:
            self._check_may_decide(("to_choose",))
            self._check_colleague(self.env["res.users"].browse(vals["user_id"]))
        res = super().write(vals)
        if vals.get("user_id") and not self.env.su:
            self.sudo().filtered(lambda praise: praise.state == "to_choose")._approve()
        return res

    # What HR does ------------------------------------------------------------------------

    def action_pass_on(self):
        """Pass on what HR has read, or what is for the colleague that was probably meant.

        :raise UserError: where it is not known for whom it is"""
        self._check_may_decide(TO_DECIDE)
        for praise in self.filtered(lambda praise: not praise.user_id):
            if not praise.suggested_user_id:
                raise UserError(self.env._("Choose first which colleague it is for."))
            praise._check_colleague(praise.suggested_user_id)
            praise.sudo().user_id = praise.suggested_user_id
        self.sudo()._approve()

    def action_set_aside(self):
        """It is not passed on."""
        self._check_may_decide(TO_DECIDE)
        self.sudo().state = "set_aside"

    def action_take_up(self):
        """What was set aside is decided anew."""
        self._check_may_decide(("set_aside",))
        for praise in self.sudo():
            praise.state = "to_read" if praise.user_id else "to_choose"

    def _check_may_decide(self, states):
        """:raise AccessError: for who is not in HR, or may not read it
        :raise UserError: where somebody else has decided already"""
        if not self.env.user.has_group(MANAGER):
            raise AccessError(self.env._("Candidate experience managers decide about thanks."))
        self.check_access("write")
        if any(praise.state not in states for praise in self):
            raise UserError(self.env._("This has been decided already. Reload the page."))

    def _check_colleague(self, user):
        """:raise UserError: for somebody who is not a colleague in the same company"""
        for company in self.sudo().company_id:
            if not user.exists() or not user._may_speak_for(company):
                raise UserError(self.env._("Choose a colleague who works in %s.", company.name))

    def _approve(self):
        self.state = "approved"
        self._wake_cron()

    @api.model
    def _wake_cron(self):
        cron = self.env.ref(
            "hr_recruitment_candidate_experience.ir_cron_praise", raise_if_not_found=False
        )
        if cron:
            cron.sudo()._trigger()

    def _is_nameless(self):
        """:return: whether nothing of it may lead to the candidate"""
        return self.leave != NAMED and not self.candidate_name
