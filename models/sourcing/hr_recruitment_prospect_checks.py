from odoo import fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from .prospect_states import TOLD

# Checks in this order; the first that finds something is said.
CHECKS = ("used", "bound", "reachable", "wish", "open", "twice", "job", "talent")


def _lasts(applicant):
    """:return: whether the candidate has agreed to be kept, until some day to come"""
    return applicant.near_miss_consent == "given" and bool(applicant._does_consent_last())


class HrRecruitmentProspectChecks(models.Model):
    """Why somebody is not invited. A constant number of queries, however many people; looked
    at when somebody presses, and again when the invitation leaves."""

    _inherit = "hr.recruitment.prospect"

    obstacle = fields.Char("Cannot Be Invited", compute="_compute_obstacle")

    def _find_obstacles(self):
        """:return: dict of the prospects that cannot be invited → why, in words"""
        people = self.sudo()
        people.fetch(["mailbox", "number", "email_normalized"])
        found = {}
        for check in CHECKS:
            words = getattr(people, f"_find_obstacle_{check}")()
            found = {**words, **found}
        return {prospect.with_env(self.env): why for prospect, why in found.items()}

    def _check_no_obstacle(self):
        """:raise UserError: if somebody of these is not to be invited"""
        if obstacles := self._find_obstacles():
            lines = [f"{p.name}: {why}" for p, why in obstacles.items()]
            raise UserError("\n".join(lines))

    def _check_unbound(self):
        """:raise UserError: for an address or number that nobody may write to or call"""
        people = self.sudo()
        if people._find_obstacle_bound():
            raise UserError(people._say_bound())

    def _say_bound(self):
        return self.env._("This person has asked not to be contacted.")

    # Each of them: dict of prospect → words -------------------------------------------

    def _find_obstacle_used(self):
        if self.env["hr.candidate.settings"]._is_used("uses_sourcing"):
            return {}
        why = self.env._("Invitations to apply are switched off in the settings.")
        return dict.fromkeys(self, why)

    def _find_obstacle_bound(self):
        bound = self.env["hr.recruitment.do.not.contact"]._find_bound(
            set(self.mapped("email_normalized")) - {False}, set(self.mapped("number")) - {False}
        )
        if not bound:
            return {}
        found = self.filtered(lambda p: p.email_normalized in bound or p.number in bound)
        return dict.fromkeys(found, self._say_bound())

    def _find_obstacle_reachable(self):
        found = {}
        for prospect in self:
            if prospect.way == "call" and not prospect.number and prospect.state != "planned":
                found[prospect] = self.env._("There is no phone number that can be called.")
            elif prospect.way == "mail" and not prospect.email_normalized:
                found[prospect] = self.env._("There is no email address that can be written to.")
            elif prospect.way == "mail" and not prospect._get_sender():
                found[prospect] = self.env._(
                    "Neither the recruiter nor the company has an email address to write from."
                )
        return found

    def _find_applications(self):
        """:return: dict of mailbox → applications of the companies of these, talents, too"""
        boxes = list(set(self.mapped("mailbox")) - {False})
        if not boxes:
            return {}
        applicants = self.env["hr.applicant"].with_context(active_test=False)
        found = applicants.search(
            [("mailbox", "in", boxes), ("company_id", "in", [*self.company_id.ids, False])]
        )
        return found.grouped("mailbox")

    def _filter_by_applications(self, is_obstacle):
        """:param is_obstacle: function of applications → those of them that speak against it
        :return: the prospects that have such an application in their company"""
        known = self._find_applications()
        if not known:
            return self.browse()
        all_of_them = self.env["hr.applicant"].concat(*known.values())
        against = is_obstacle(all_of_them)
        return self.filtered(
            lambda p: any(
                not a.company_id or a.company_id == p.company_id
                for a in known.get(p.mailbox, all_of_them.browse()) & against
            )
        )

    def _find_obstacle_wish(self):
        """Who has told us, with an application, to be left alone or to be erased."""
        requests = self.env["hr.applicant.data.request"]
        found = self._filter_by_applications(
            lambda a: a.filtered("messages_stopped") | requests._filter_erasing(a)
        )
        return dict.fromkeys(found, self._say_bound())

    def _find_obstacle_open(self):
        """Also who was refused and does not know it: nothing runs ahead of a decision."""
        found = self._filter_by_applications(
            lambda a: a.filtered(
                lambda a: (
                    (a._is_open() and not a.date_closed) or a.answer_state in ("owed", "pending")
                )
            )
        )
        why = self.env._("This person has an application here that is still open.")
        return dict.fromkeys(found, why)

    def _find_obstacle_twice(self):
        """One invitation, whoever sends it."""
        boxes = list(set(self.mapped("mailbox")) - {False})
        numbers = list(set(self.mapped("number")) - {False})
        others = self.search(
            Domain("company_id", "in", self.company_id.ids)
            & Domain("state", "in", [*TOLD, "call"])
            & (Domain("mailbox", "in", boxes) | Domain("number", "in", numbers))
        )
        # Two of one selection: the first is invited.
        waiting = [*others, *self]
        found = self.filtered(
            lambda p: (
                any(p._is_same_person(o) for o in waiting[: waiting.index(p)])
                if p not in others
                else any(p._is_same_person(o) for o in others - p)
            )
        )
        return dict.fromkeys(found, self.env._("This person has been invited already."))

    def _is_same_person(self, other):
        same_box = self.mailbox and self.mailbox == other.mailbox
        same_number = self.number and self.number == other.number
        return self.company_id == other.company_id and bool(same_box or same_number)

    def _find_obstacle_job(self):
        closed = self.filtered(lambda p: not p.job_id.active)
        return dict.fromkeys(closed, self.env._("The job position is closed."))

    def _find_obstacle_talent(self):
        """Who was kept for other positions was kept as long as agreed."""
        known = self._find_applications()
        none = self.env["hr.applicant"]
        against = self.filtered(
            lambda p: p._is_consent_over(known.get(p.mailbox, none)) or p._has_no_consent()
        )
        why = self.env._("There is no consent, any more, to be kept for other positions.")
        return dict.fromkeys(against, why)

    def _is_consent_over(self, applications):
        """:return: whether the person was asked to be kept, and has said no, or yes for a time
        that is over"""
        here = applications.filtered(
            lambda a: a.near_miss_consent and (not a.company_id or a.company_id == self.company_id)
        )
        return bool(here) and not any(here.mapped(_lasts))

    def _has_no_consent(self):
        """:return: whether the talent has left the pool, or the application that this began
        with was never to be kept"""
        talent = self.talent_id
        if not talent:
            return False
        return not (talent.active if talent.talent_pool_ids else _lasts(talent))

    # What the form says ----------------------------------------------------------------

    def _compute_obstacle(self):
        waiting = self.filtered(lambda p: isinstance(p.id, int) and p.state in ("draft", "failed"))
        found = waiting._find_obstacles() if waiting else {}
        for prospect in self:
            prospect.obstacle = found.get(prospect, False)
