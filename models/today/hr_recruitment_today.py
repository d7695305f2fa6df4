from datetime import datetime, time, timedelta

import pytz

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from ..batch import get_now
from .sizes import LINES, MOST

INTERVIEWER = "hr_recruitment.group_hr_recruitment_interviewer"
OFFICER = "hr_recruitment.group_hr_recruitment_user"
MANAGER = "hr_recruitment.group_hr_recruitment_manager"
ADDON = "hr_recruitment_candidate_experience"
SCOPES = ("mine", "colleague", "everybody")
# What there is for interviewers, and for recruiters; in the order of the screen.
FEW = ("calls", "interviews")
ALL = (
    "reply",
    "promises",
    "offers",
    "job_offers",
    "answers",
    "bookings",
    "explanations",
    "papers",
    "refusals",
    "calls",
    "interviews",
    "failures",
    "unanswered",
    "starting",
    "praise",
    "requests",
    "reviews",
)
# What is rare is not shown where there is none of it.
RARE = {
    *("offers", "job_offers", "answers", "bookings", "explanations", "papers", "starting"),
    *("praise", "requests", "reviews"),
}


class HrRecruitmentToday(models.AbstractModel):
    """What a recruiter has to do today, over all job positions. The screen only draws
    what ``get_data`` returns. It is read with the reader's rights, and never from a replica
    of the database, which may be behind: what has been done would be there again."""

    _name = "hr.recruitment.today"
    _description = "Today"

    @api.model
    def get_data(self, scope="mine", user_id=None):
        """What is to be done today, a few lines of each kind and how many there are.

        :param str scope: ``mine``, ``colleague`` or ``everybody``. Interviewers have
            their own, whatever they ask for.
        :param int user_id: the colleague
        :return: plain dict: ``access`` (``officer`` or ``interviewer``), ``scope``,
            ``home``, ``health`` (False, or what is red), ``setup`` (whether something
            of the company is to be set up by the reader), ``lists`` and ``sections``,
            in the order to show. A section has
            ``name``, ``count`` (at most 1,000; ``is_more``: there are more), ``lines``
            and ``door``, the list of what was counted. Dates are days of the reader,
            times naive UTC.
        :raise AccessError: for users who are not in recruitment
        :raise UserError: for a scope or a colleague that is not there
        """
        user = self.env.user
        if not user.has_group(INTERVIEWER) and not user.has_group(OFFICER):
            raise AccessError(self.env._("Today is for those who work in recruitment."))
        is_officer = user.has_group(OFFICER)
        if not is_officer:
            scope = "mine"
        owner = self._find_owner(scope, user_id)
        return {
            "access": "officer" if is_officer else "interviewer",
            "may_send_now": user.has_group(MANAGER),
            "scope": {"name": scope, "user_id": scope == "colleague" and owner.id},
            "home": self._get_home(),
            "health": self.env["hr.recruitment.health"]._get_light(),
            "setup": self.env["hr.recruitment.setup"]._is_open(),
            "lists": self._get_lists(is_officer),
            "sections": [
                section
                for name in (ALL if is_officer else FEW)
                if (section := {"name": name, **getattr(self, f"_get_{name}")(owner)})["count"]
                or name not in RARE
            ],
        }

    def _find_owner(self, scope, user_id):
        """:return: ``res.users`` whose work it is; empty: everybody's"""
        users = self.env["res.users"]
        if scope not in SCOPES:
            raise UserError(self.env._("Choose whose day to show."))
        if scope == "everybody":
            return users
        if scope == "mine":
            return self.env.user
        known = isinstance(user_id, int) and users.search([("id", "=", user_id)])
        if not known:
            raise UserError(self.env._("This colleague does not work here any more."))
        return known

    def _get_home(self):
        """Odoo's own preference of the user: what is shown after logging in."""
        home = self.env["ir.model.data"]._xmlid_to_res_id(f"{ADDON}.action_today")
        return {"action_id": home, "is_home": self.env.user.action_id.id == home}

    def _get_lists(self, is_officer):
        """The lists behind the screen, of everybody and whatever the day."""
        lists = {"action_waiting_for_answer": self.env._("Awaiting Our Reply")}
        if is_officer:
            lists |= {
                "action_pending_refusals": self.env._("Pending Refusals"),
                "action_refused": self.env._("Refused Candidates"),
                "action_unanswered": self.env._("Unanswered"),
            }
        return [{"action": f"{ADDON}.{action}", "label": label} for action, label in lists.items()]

    # The reader's day ------------------------------------------------------------------

    def _get_day(self, days=0):
        """:return: date of the reader, so many days from today"""
        return fields.Date.context_today(self, get_now(self.env)) + timedelta(days=days)

    def _get_start_of_day(self, days=0):
        """:return: str, naive UTC, when that day of the reader begins"""
        start = self.env.tz.localize(datetime.combine(self._get_day(days), time.min))
        return fields.Datetime.to_string(start.astimezone(pytz.utc).replace(tzinfo=None))

    # Sections --------------------------------------------------------------------------

    def _get_section(self, records, domain, order, say, door):
        """:param records: of the model, with the environment to search in
        :param list domain: what a client understands, too: the door adds it
        :param say: function of the found records → list of lines
        :param dict door: ``action`` or ``model``, without what is its own there
        """
        found = records.search(domain, order=order, limit=LINES)
        count = len(found)
        if count == LINES:
            count = records.search_count(domain, limit=MOST + 1)
        return {
            "count": min(count, MOST),
            "is_more": count > MOST,
            "lines": say(found),
            "door": {"domain": domain, **door},
        }

    def _get_section_of(self, found, say, door):
        """:param found: records, at most one more than are counted; the door leads to
        them, where a client would not understand how they were found"""
        counted = found[:MOST]
        return {
            "count": len(counted),
            "is_more": len(found) > MOST,
            "lines": say(found[:LINES]),
            "door": {"domain": [("id", "in", counted.ids)], **door},
        }

    def _get_applicants(self):
        """Closed applications wait, too."""
        return self.env["hr.applicant"].with_context(active_test=False)

    def _describe(self, applicant):
        """:param applicant: ``hr.applicant`` that the reader may read
        :return: dict, what each line says of the candidate"""
        return {
            "applicant_id": applicant.id,
            "name": applicant.partner_name or applicant.display_name,
            "job": applicant.job_id.sudo().name or "",
            "phone": applicant.partner_phone or "",
            "partner_id": applicant.partner_id.id,
            "is_paused": applicant.communication_paused,
        }
