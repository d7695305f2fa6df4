from odoo import api, models
from odoo.exceptions import AccessError
from odoo.tools import format_date

from .steps import MANAGER, PANEL, STEPS

# As many are named in a sentence.
NAMED = 3


class HrRecruitmentSetup(models.AbstractModel):
    """What is missing before candidates can be looked after, and where it is entered, in
    the company that the user is in. The panel only draws what ``get_data`` returns.

    Odoo's onboarding keeps the titles, what was done by somebody, and whether the panel
    is closed or done, in each company. It is open to system administrators only: what
    is written there as superuser is never chosen by the caller.
    """

    _name = "hr.recruitment.setup"
    _description = "Set-Up"

    @api.model
    def get_data(self):
        """How far the set-up has come.

        :return: plain dict: ``company`` (its name), ``done`` and ``total`` (numbers of
            steps), ``percent``, ``is_done``, ``is_closed`` and ``steps``. A step has
            ``name``, ``title``, ``is_done``, ``is_act`` (somebody has to say that it is
            done), ``text`` (what is missing, in a sentence), ``door`` (False, or what
            opens where it is entered, with ``label``) and ``ask`` (who may enter it,
            where the user may not)
        :raise AccessError: for users who do not configure recruitment
        """
        company = self._get_company()
        panel = self._find_panel(company)
        records = self._find_records(panel)
        found = {step: self._look_at(step, records[step], company) for step in records}
        self._note_whether_done(panel, {records[step]: found[step]["is_done"] for step in found})
        done = sum(finding["is_done"] for finding in found.values())
        return {
            "company": company.name,
            "done": done,
            "total": len(found),
            "percent": round(100 * done / len(found)) if found else 100,
            "is_done": done == len(found),
            "is_closed": panel.is_onboarding_closed,
            "steps": [
                {
                    "name": step.name,
                    "title": records[step].title,
                    "is_act": step.is_act,
                    **finding,
                }
                for step, finding in found.items()
            ],
        }

    @api.model
    def close_panel(self):
        """Today does not show it any more, in this company.

        :raise AccessError: for users who do not configure recruitment
        """
        panel = self._find_panel(self._get_company())
        panel._search_or_create_progress()
        panel.action_close()

    @api.model
    def reopen_panel(self):
        """Today shows it again, until all is done.

        :raise AccessError: for users who do not configure recruitment
        """
        panel = self._find_panel(self._get_company())
        panel.current_progress_id.is_onboarding_closed = False

    @api.model
    def mark_texts_read(self):
        """Somebody has read what candidates get.

        :raise AccessError: for users who do not configure recruitment
        """
        self._mark_done(self._get_company(), "texts")

    @api.model
    def _is_open(self):
        """:return: whether Today shows the panel, to who may do something about it; costs
        a query, and none for others"""
        if not self.env.user.has_group(MANAGER):
            return False
        company = self._get_company()
        panel = self._find_panel(company)
        over = [
            ("onboarding_id", "=", panel.id),
            ("company_id", "=", company.id),
            "|",
            ("is_onboarding_closed", "=", True),
            ("onboarding_state", "=", "done"),
        ]
        return bool(panel) and not company.env["onboarding.progress"].search_count(over, limit=1)

    def _get_company(self):
        """:return: ``res.company`` that the user is in, as superuser, with nothing of what
        a client may put into the context but the language
        :raise AccessError: for users who do not configure recruitment"""
        if not self.env.user.has_group(MANAGER):
            raise AccessError(self.env._("The set-up is for those who configure recruitment."))
        # Not as superuser: one of the user's own.
        company = self.env.company
        context = {"lang": self.env.lang, "allowed_company_ids": company.ids}
        return company.with_env(self.env(su=True, context=context))

    # Odoo's records --------------------------------------------------------------------

    def _find_id(self, xmlid):
        return self.env["ir.model.data"]._xmlid_to_res_id(xmlid, raise_if_not_found=False)

    def _find_panel(self, company):
        """:return: ``onboarding.onboarding``, as superuser; empty if it was deleted"""
        return company.env["onboarding.onboarding"].browse(self._find_id(PANEL) or ())

    def _find_records(self, panel):
        """:return: dict step → ``onboarding.onboarding.step``, as superuser; what a system
        administrator has taken out is not asked for"""
        by_id = {record.id: record for record in panel.step_ids}
        ids = {step: self._find_id(step.record) for step in STEPS}
        return {step: by_id[ids[step]] for step in STEPS if ids[step] in by_id}

    def _mark_done(self, company, name):
        """:param str name: of a step that is an act"""
        panel = self._find_panel(company)
        records = self._find_records(panel)
        for step in records:
            if step.name == name:
                self._set_done(panel, records[step])

    def _set_done(self, panel, records):
        panel._search_or_create_progress()
        records.action_set_just_done()
        # Odoo notes the user of whoever writes to the database as the one who did it.
        records.current_progress_step_id.flush_recordset()

    def _note_whether_done(self, panel, states):
        """Once all is done, nobody has to look again: written where that has changed.

        :param dict states: record of a step → whether it is done"""
        was_done = panel.current_onboarding_state == "done"
        if not states or was_done == all(states.values()):
            return
        if not was_done:
            self._set_done(panel, panel.step_ids)
            return
        missing = panel.step_ids.filtered(lambda record: not states.get(record, True))
        missing.current_progress_step_id.step_state = "not_done"

    # What steps say --------------------------------------------------------------------

    def _look_at(self, step, record, company):
        """:return: dict, see ``_say_missing`` and ``_say_done``"""
        if step.is_act and record.current_step_state in ("just_done", "done"):
            return self._say_who_did(record.current_progress_step_id)
        return getattr(self, f"_look_at_{step.name}")(company)

    def _say_done(self, text):
        return {"is_done": True, "text": text, "door": False, "ask": ""}

    def _say_missing(self, text, door=None):
        """:param str text: what is missing, in a sentence
        :param dict door: see ``_get_door`` and ``_get_door_of_system``"""
        return {"is_done": False, "text": text, **(door or {"door": False, "ask": ""})}

    def _say_who_did(self, progress):
        return self._say_done(
            self.env._(
                "%(user)s did this on %(day)s.",
                user=progress.write_uid.name,
                day=format_date(self.env, progress.write_date),
            )
        )

    def _get_door(self, label, **to):
        return self.env["hr.recruitment.health"]._get_door(label, **to)

    def _get_door_of_system(self, label, **to):
        return self.env["hr.recruitment.health"]._get_door_of_system(label, **to)

    def _name_some(self, names):
        """:param list names: at least one
        :return: str, the first of them, and how many more there are"""
        some, rest = ", ".join(names[:NAMED]), len(names) - NAMED
        if rest <= 0:
            return some
        return self.env._("%(names)s and %(count)s more", names=some, count=rest)
