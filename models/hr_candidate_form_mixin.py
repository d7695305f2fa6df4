from odoo import models
from odoo.tools.misc import hash_sign, verify_hash_signed

from .batch import get_now

SCOPE = "hr_recruitment_candidate_experience.form"
# Nobody reads a page and answers it in less.
SECONDS_TO_READ = 2
HOURS_OF_A_FORM = 48


class HrCandidateForm(models.AbstractModel):
    """A form on a page that candidates open from a mail, where mail scanners follow
    links and press buttons. A person is told from a machine without JavaScript, and
    never by what the browser calls itself: some telephones have "bot" in their name."""

    _name = "hr.candidate.form.mixin"
    _description = "Form on a Candidate's Page"

    def _sign_form(self, *values, again=False):
        """Sign the page that is shown, so that its answer can be told from one that
        was made up.

        :param values: what the page knows, to be read back by ``_read_form``
        :param bool again: the page asks once more
        """
        opened = get_now(self.env).timestamp()
        return hash_sign(
            self.env,
            SCOPE,
            [self._name, self.id, opened, bool(again), *values],
            expiration_hours=HOURS_OF_A_FORM,
        )

    def _read_form(self, form):
        """:return: (seconds since it was shown, whether it asked once more, *values), or
        None if the page is not one that was shown for this record"""
        try:
            values = verify_hash_signed(self.env, SCOPE, form or "")
        except (ValueError, IndexError):
            return None
        if not values or values[:2] != [self._name, self.id] or len(values) < 4:
            return None
        return get_now(self.env).timestamp() - values[2], *values[3:]

    def _find_machine(self, form, trap):
        """:param str form: as signed by ``_sign_form``
        :param str trap: the field that people do not see; a browser that fills in
            forms by itself may, so it counts once
        :return: reason to think that no person answered, or None"""
        page = self._read_form(form)
        if not page:
            return "no_form"
        seconds, again, *_values = page
        if trap and not again:
            return "trap"
        return "too_fast" if seconds < SECONDS_TO_READ else None
