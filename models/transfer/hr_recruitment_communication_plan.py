from odoo import api, models
from odoo.exceptions import AccessError, UserError

from .choices import get_choices
from .describer import Describer
from .import_words import ImportWords
from .plan_file import MAX_BYTES, Unreadable, read_file, write_file
from .plan_import import PlanImport
from .plan_maker import PlanMaker

ADMINISTRATOR = "hr_recruitment.group_hr_recruitment_manager"
# What of a context an import goes by: defaults and the like are a client's.
KEPT = ("allowed_company_ids", "lang", "tz")


class HrRecruitmentCommunicationPlan(models.Model):
    """A plan with its texts and surveys moves to another database as one file. There is
    nobody in it: neither people nor addresses nor what candidates answered."""

    _inherit = "hr.recruitment.communication.plan"

    def action_export(self):
        """Download the plans as one file."""
        self._check_may_move()
        self.check_access("read")
        ids = ",".join(map(str, self.ids))
        return {
            "type": "ir.actions.act_url",
            "url": f"/candidate-experience/plans/file?ids={ids}",
            "target": "download",
        }

    def _export_file(self):
        """:return: bytes, see ``plan_file``
        :raise AccessError: for whoever may not configure plans, or read these"""
        self._check_may_move()
        self.check_access("read")
        return self._write_file_with(self.env["mail.activity.plan"])

    def _write_file_with(self, months):
        """:param months: plans of the first months
        :return: bytes, see ``plan_file``"""
        return write_file(Describer(self.env).describe_plans(self, months))

    def _get_file_name(self):
        """:return: str"""
        name = self.name if len(self) == 1 else self.env._("Communication plans")
        return f"{name}.json".replace("/", "-")

    @api.model
    def _check_may_move(self):
        if not self.env.user.has_group(ADMINISTRATOR):
            raise AccessError(
                self.env._("Only recruitment administrators export and import plans.")
            )

    @api.model
    def _preview_file(self, data):
        """:param bytes data: a file
        :return: list of (heading, list of sentences), what an import would do
        :raise UserError: if it cannot be imported"""
        return ImportWords(self._look_at_file(data)).get_parts()

    @api.model
    def _import_file(self, data):
        """Nothing is sent, and nothing that is here is changed.

        :param bytes data: a file
        :return: the new plans, which are not in use
        :raise UserError: if it cannot be imported; then nothing of it is"""
        return self._import_all(data)[0]

    @api.model
    def _import_all(self, data):
        """As above.

        :return: the new communication plans, and the new plans of the first months"""
        plans, months = PlanMaker(self._look_at_file(data)).make()
        return plans.with_env(self.env), months.with_env(self.env)

    def _look_at_file(self, data):
        self._check_may_move()
        kept = {key: self.env.context[key] for key in KEPT if key in self.env.context}
        plans = self.env(context=kept)[self._name]
        plans.check_access("create")
        try:
            content = read_file(data, get_choices(plans.env))
        except Unreadable as fault:
            raise UserError(self._say_unreadable(fault)) from None
        decided = PlanImport(plans.env, content)
        if not (decided.plans or decided.first_months):
            raise UserError(
                self.env._(
                    "The file holds plans of the first months only, and these are switched off "
                    "here."
                )
            )
        return decided

    # What is wrong with a file -----------------------------------------------------------

    def _say_unreadable(self, fault):
        return getattr(self, f"_say_{fault.kind}_file")(fault.where, fault.what)

    def _say_size_file(self, _where, _what):
        return self.env._(
            "The file is larger than %s MB, which is too large for communication plans.",
            MAX_BYTES // 2**20,
        )

    def _say_json_file(self, _where, _what):
        return self.env._("The file cannot be read: it does not hold communication plans.")

    def _say_format_file(self, _where, _what):
        return self.env._("The file does not hold communication plans.")

    def _say_newer_file(self, _where, what):
        return self.env._(
            "The file comes from a newer version of this app (format %s). Update the app here "
            "first.",
            what,
        )

    def _say_version_file(self, _where, what):
        return self.env._("The format of the file (%s) is not known.", what)

    def _say_empty_file(self, _where, _what):
        return self.env._("There is no plan in the file.")

    def _say_twice_file(self, _where, what):
        return self.env._("The file is damaged: “%s” occurs twice.", what)

    def _say_missing_file(self, where, what):
        return self.env._(
            "The file is damaged: “%(what)s” is missing (%(where)s).", what=what, where=where
        )

    def _say_unknown_file(self, where, what):
        return self.env._(
            "The file is damaged: there is no “%(what)s” in this format (%(where)s).",
            what=what,
            where=where,
        )

    def _say_type_file(self, where, _what):
        return self.env._("The file is damaged: a value is of the wrong kind (%s).", where)

    def _say_blank_file(self, where, _what):
        return self.env._("The file is damaged: a text is empty (%s).", where)

    def _say_sign_file(self, where, _what):
        return self.env._(
            "The file is damaged: a text has characters that cannot be stored (%s).", where
        )

    def _say_large_file(self, where, _what):
        return self.env._("The file is damaged: a number is too large (%s).", where)

    def _say_many_file(self, where, _what):
        return self.env._("The file is damaged: it has too many entries (%s).", where)

    def _say_choice_file(self, where, what):
        return self.env._(
            "“%(what)s” is not one of the choices here (%(where)s).", what=what, where=where
        )

    def _say_dangling_file(self, where, what):
        return self.env._(
            "The file is damaged: it refers to “%(what)s”, which is not in it (%(where)s).",
            what=what,
            where=where,
        )

    def _say_circle_file(self, where, _what):
        return self.env._(
            "The file is damaged: questions of a survey wait for each other (%s).", where
        )

    def _say_waiting_file(self, where, _what):
        return self.env._("The file is damaged: tasks of a plan wait for each other (%s).", where)
