from odoo import models

from ..rehearsal import is_rehearsal


class HrJobFormTesterRules(models.AbstractModel):
    """Automation rules of others, where Odoo's module for them is installed, have nothing to
    do with an application that is taken back."""

    _inherit = "hr.job.form.tester"

    def _register_hook(self):
        res = super()._register_hook()
        rules = self.env.registry.get("base.automation")
        if rules and not hasattr(rules._get_actions, "candidate_origin"):
            rules._get_actions = _leave_out(rules._get_actions)
        return res


def _leave_out(method):
    def _get_actions(self, records, triggers):
        found = method(self, records, triggers)
        return found.browse() if is_rehearsal(self.env) else found

    _get_actions.candidate_origin = method
    return _get_actions
