from odoo import api, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from ..communication.states import BY_MAIL
from ..in_halves import do_in_halves
from .checks import ATTENTION, GREEN, LEDGER, RED

# So many of one cause in a day are no accident of some address.
MANY_FAILED = 20
BOUNCES_OF_DAYS = 30
FEW_BOUNCES = 5
PERCENT_BOUNCED = 5
# As many are tried again at once; the others by another click.
MOST = 1000


class HrRecruitmentHealthOutcomes(models.AbstractModel):
    """What became of messages: failed by cause, with *Try Again*, and come back."""

    _inherit = "hr.recruitment.health"

    # Failures --------------------------------------------------------------------------

    def _check_failures(self, look):
        rows, domain = self._find_rows(look)
        failed = domain & Domain("state", "=", "failed") & rows._get_mendable()
        labels = dict(rows._fields["reason"]._description_selection(self.env))
        fresh = failed & Domain("write_date", ">=", self._ago(look, days=1))
        counts = dict(rows._read_group(fresh, ["reason"], ["__count"]))
        worst = max(counts, key=counts.get, default=None)
        groups = [] if look.is_quick else rows._read_group(failed, ["reason"], ["__count"])
        lines = [
            {"label": labels.get(reason), "text": str(count), "reason": reason}
            for reason, count in groups
        ]
        door = self._get_door(
            self.env._("Show Messages"),
            model=LEDGER,
            domain=[("state", "=", "failed"), ("needs_attention", "=", True)],
        )
        if worst and counts[worst] >= MANY_FAILED:
            text = self.env._(
                "%(count)s messages have failed within a day for one cause: %(cause)s.",
                count=counts[worst],
                cause=labels.get(worst),
            )
            return self._say(RED, text, door, lines)
        if lines:
            text = self.env._("Somebody has to fix these; recruiters see theirs in Today.")
            return self._say(ATTENTION, text, door, lines)
        return self._say(GREEN, self.env._("None of an application that goes on."))

    @api.model
    def get_retry(self, reason):
        """What trying again would do, before anybody decides.

        :param str reason: of the failed messages
        :return: dict of ``count`` (those that can leave), ``whose`` (their candidates) and
            ``others`` (lines: why others cannot, and how many)
        """
        rows, why_not = self._find_to_retry(reason)
        counts = {}
        for why in filter(None, why_not.values()):
            counts[why] = counts.get(why, 0) + 1
        return {
            "count": len(rows),
            "whose": rows._say_whose() if rows else "",
            "others": [{"label": why, "text": str(count)} for why, count in counts.items()],
        }

    @api.model
    def retry_cause(self, reason):
        """Try all failed messages of one cause again: those that can leave now.

        :param str reason: of the failed messages
        :return: int, how many are tried again
        :raise UserError: where none can
        """
        rows, why_not = self._find_to_retry(reason)
        if not rows:
            nothing = self.env._("There is nothing here to try again.")
            raise UserError(next(filter(None, why_not.values()), nothing))
        do_in_halves(rows, lambda part: part._retry(), lambda row, error: row._fail("broken"))
        return len(rows.filtered(lambda row: row.state != "failed"))

    def _find_to_retry(self, reason):
        """:return: (rows that can leave, as superuser; dict row → why it cannot, or None)"""
        self._check_may_see()
        ledger = self.env[LEDGER]
        ledger.check_access("write")
        if not isinstance(reason, str):
            raise UserError(self.env._("There is nothing here to try again."))
        failed = Domain([("state", "=", "failed"), ("reason", "=", reason)])
        own = Domain("company_id", "in", [*self.env.companies.ids, False])
        found = ledger.search(
            failed & own & ledger._get_mendable(), order="scheduled_date, id", limit=MOST
        )
        why_not = found._check_writable()._find_why_not_retried(passing=("hold",))
        rows = found.sudo().filtered(lambda row: not why_not[row])
        return rows, why_not

    # Bounces ---------------------------------------------------------------------------

    def _check_bounces(self, look):
        rows, domain = self._find_rows(look)
        since = Domain("sent_date", ">=", self._ago(look, days=BOUNCES_OF_DAYS))
        emails = domain & since & Domain("action", "in", BY_MAIL)
        bounced = [("state", "=", "failed"), ("reason", "=", "bounced")]
        back = rows.search_count(emails & Domain(bounced))
        if not back:
            return self._say(GREEN, self.env._("None within the last %s days.", BOUNCES_OF_DAYS))
        left = rows.search_count(emails)
        text = self.env._(
            "%(back)s of %(left)s emails of the last %(days)s days came back.",
            back=back,
            left=left,
            days=BOUNCES_OF_DAYS,
        )
        if back < FEW_BOUNCES or 100 * back < PERCENT_BOUNCED * left:
            return self._say(GREEN, text)
        door = self._get_door(self.env._("Show Messages"), model=LEDGER, domain=bounced)
        return self._say(ATTENTION, text, door)
