from odoo import api, models

from ..candidate_page.candidate_links import OTHER_POSITIONS


class HrApplicantNearMissPage(models.Model):
    """Near misses say on their own page whether they may be kept, once the refusal has
    asked them, and can change it there."""

    _inherit = "hr.applicant"

    @api.private
    def get_keep_url(self):
        """:return: the link to the place on the candidate's own page that asks whether
        the application may be kept; the key is put in when the mail leaves"""
        return f"{self.get_page_url()}#{OTHER_POSITIONS}"

    def _get_page(self):
        page = super()._get_page()
        return {
            **page,
            "other_positions": self._get_near_miss_choice(),
            "kept_until": self._get_page_kept_until(),
        }

    def _get_page_kept_until(self):
        """:return: the day until which the candidate has agreed to be kept, or None"""
        given = self.near_miss_consent == "given" and self.near_miss_until
        return self._say_date(given) if given else None

    def _get_near_miss_choice(self):
        """:return: dict of what was ``chosen`` (``given``, ``ending``, ``declined``, or
        None), until when it is kept (``until``) and would be after a yes of today
        (``renewed``), in words; None if there is nothing to choose"""
        if not self._may_choose_near_miss():
            return None
        return {
            "chosen": self._get_near_miss_chosen(),
            "until": self._get_page_kept_until(),
            "renewed": self._say_date(self._get_next_consent_end()),
        }

    def _get_near_miss_chosen(self):
        if self.near_miss_consent == "declined":
            return "declined"
        if self.near_miss_consent != "given" or not self._does_consent_last():
            return None
        return "ending" if self._is_consent_ending() else "given"

    def _may_choose_near_miss(self):
        """:return: whether the page offers it: to candidates who were asked and
        know of the refusal, unless they want to be forgotten"""
        self.ensure_one()
        offered = self.near_miss and self.near_miss_consent and self.refuse_reason_id
        return bool(
            offered
            and self.page_token
            and not self.page_revoked
            and self._get_page_state() == "closed"
            and not self._has_asked_to_be_erased()
        )

    def _has_asked_to_be_erased(self):
        requests = self.env["hr.applicant.data.request"]
        return bool(requests._filter_erasing(self, states=("open", "done")))

    def _choose_near_miss_on_page(self, agrees):
        """What was chosen already is not chosen anew: a second press changes nothing.

        :param bool agrees: as of ``_note_near_miss_consent``
        """
        if self._get_near_miss_chosen() == ("given" if agrees else "declined"):
            return
        user = self._get_page_colleague("recruiter")
        self._in_words_of(user)._note_near_miss_consent(agrees)
