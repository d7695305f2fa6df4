from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tools import plaintext2html

from .improvement_choices import MANAGER

OFFICER = "hr_recruitment.group_hr_recruitment_user"


class HrRecruitmentImprovementIdea(models.Model):
    """What somebody suggests who does not decide: a candidate experience manager accepts it,
    or declines it with a reason, which the author sees."""

    _inherit = "hr.recruitment.improvement"

    author_id = fields.Many2one(
        "res.users",
        "Suggested By",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="set null",
    )
    decline_reason = fields.Text(
        copy=False,
        write_groups=MANAGER,
        help="The author reads it. An idea is not dropped without one.",
    )
    look_id = fields.Many2one(
        "hr.recruitment.experience.look",
        "Monthly Check-In",
        ondelete="set null",
        check_company=True,
        copy=False,
        settled=True,
        index="btree_not_null",
        help="What a recruiter or manager wrote, which gave rise to it.",
    )

    @api.constrains("look_id")
    def _check_look_id(self):
        """The user must be able to read the look that is linked."""
        self.sudo(False).look_id.check_access("read")

    @api.constrains("state", "decline_reason")
    def _check_decline_reason(self):
        for action in self:
            if action.state == "dropped" and action.author_id and not action._has_reason():
                raise ValidationError(
                    self.env._("%s suggested this: say why it is dropped.", action.author_id.name)
                )

    def _has_reason(self):
        return bool((self.decline_reason or "").strip())

    def write(self, vals):
        """Authors do not decide on their own ideas."""
        own = not self.env.su and "state" in vals and not self.env.user.has_group(MANAGER)
        if own and any(action.author_id and action.state == "idea" for action in self):
            raise AccessError(self.env._("Candidate experience managers decide on ideas."))
        return super().write(vals)

    def action_accept(self):
        """An idea becomes an action under way.

        :raise AccessError: for who does not decide"""
        ideas = self._check_may_decide()
        for idea in ideas:
            deadline = idea.date_deadline or self.default_get(["date_deadline"])["date_deadline"]
            idea.write({"state": "in_progress", "date_deadline": deadline})

    def action_decline(self):
        """Its author has a to-do with the reason.

        :raise AccessError: for who does not decide
        :raise UserError: without a reason"""
        ideas = self._check_may_decide()
        if not all(idea._has_reason() for idea in ideas):
            raise UserError(self.env._("Write the reason first: the author reads it."))
        ideas.state = "dropped"
        ideas._tell_authors()

    def _check_may_decide(self):
        """:return: those that are ideas still"""
        if not self.env.user.has_group(MANAGER):
            raise AccessError(self.env._("Candidate experience managers decide on ideas."))
        self.check_access("write")
        return self.filtered(lambda action: action.state == "idea")

    def _tell_authors(self):
        """Those who may open it; others see the reason on their look."""
        activities = self.env["mail.activity"]
        kind = activities._get_todo_type()
        activities._raise_todos(
            [
                activities._prepare_todo(
                    idea, idea.author_id, kind, lambda one: one._say_declined()
                )
                for idea in self
                if kind and idea.author_id.active and idea.author_id.has_group(OFFICER)
            ],
            same=("res_model_id", "res_id", "activity_type_id", "user_id"),
        )

    def _say_declined(self):
        """:return: (summary, HTML note)"""
        return (
            self.env._("Your idea is not taken up: %s", self.name),
            plaintext2html(self.decline_reason),
        )

    # Suggesting ---------------------------------------------------------------------------

    @api.model
    def _suggest(self, name, description=None, **values):
        """An idea of the current user, whatever they may do here: callers have made sure that
        they may have it about this.

        :param str name: plain; what does not fit in a title is described
        :param description: HTML, or None
        :param values: of the idea; ``company_id`` among them
        :return: the idea, as superuser"""
        title, _line, rest = name.strip().partition("\n")
        if len(title) > 120 or rest.strip():
            description = description or plaintext2html(name.strip())
        company = self.env["res.company"].browse(values["company_id"]).sudo()
        user, manager = self.env.user, company._find_experience_manager()
        # The manager has a to-do: no mail besides.
        quiet = self.sudo().with_context(mail_auto_subscribe_no_notify=True)
        idea = quiet.create(
            {
                "name": title[:120],
                "description": description,
                "user_id": user.id if user.has_group(OFFICER) else manager.id,
                "author_id": user.id,
                "date_deadline": False,
                "state": "idea",
                **values,
            }
        )
        activities = self.env["mail.activity"]
        kind = activities._get_todo_type()
        if kind and manager and not user.has_group(MANAGER):
            todo = activities._prepare_todo(
                idea, manager, kind, lambda one: (one.env._("An idea: %s", one.name), False)
            )
            activities._raise_todos([todo])
        return idea

    @api.model
    def _thank_author(self, after):
        """:param dict after: the action that follows
        :return: action: a word of thanks"""
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "success",
                "message": self.env._("Thank you. Your HR manager decides what becomes of it."),
                "next": after,
            },
        }
