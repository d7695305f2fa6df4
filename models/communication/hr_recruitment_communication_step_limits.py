from odoo import api, models
from odoo.exceptions import ValidationError

from ..limits import LONGEST, LONGEST_DELAY


class HrRecruitmentCommunicationStepLimits(models.Model):
    """A typing error in a number stops nothing: it is refused when it is typed, and
    where one is in the database already, the longest time that makes sense counts."""

    _inherit = "hr.recruitment.communication.step"

    @api.constrains("delay", "delay_unit")
    def _check_delay(self):
        for step in self:
            if step._is_delay_absurd():
                raise ValidationError(step._say_longest_delay())

    @api.constrains("expire_after")
    def _check_expire_after(self):
        if any(step.expire_after > LONGEST.days for step in self):
            raise ValidationError(
                self.env._(
                    "A message is too late after two years (%s days) at the latest. 0 means never.",
                    LONGEST.days,
                )
            )

    def _is_delay_absurd(self):
        return self.delay > LONGEST_DELAY[self.delay_unit]

    def _say_longest_delay(self):
        units = dict(self._fields["delay_unit"]._description_selection(self.env))
        return self.env._(
            "“%(step)s” would wait for %(delay)s %(unit)s. The longest delay is two "
            "years, which are %(longest)s %(unit)s.",
            step=self.name,
            delay=self.delay,
            unit=units[self.delay_unit],
            longest=LONGEST_DELAY[self.delay_unit],
        )

    def _get_delay(self):
        """:return: number of ``delay_unit``"""
        return max(0, min(self.delay, LONGEST_DELAY[self.delay_unit]))
