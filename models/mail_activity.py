from odoo import api, fields, models

from .batch import get_now

ADDON = "hr_recruitment_candidate_experience"


class MailActivity(models.Model):
    """Something to do for a colleague, raised by the addon itself."""

    _inherit = "mail.activity"

    @api.model
    def _get_todo_type(self, name=None):
        """:param str name: external id of one of our types, by default Odoo's to-do
        :return: ``mail.activity.type``, empty where an administrator has deleted it"""
        xmlid = f"{ADDON}.{name}" if name else "mail.mail_activity_data_todo"
        none = self.env["mail.activity.type"]
        return self.env.ref(xmlid, raise_if_not_found=False) or none

    @api.model
    def _prepare_todo(self, about, user, kind, say, on=None, **values):
        """Something to do, in the words of whom it is for.

        :param about: record that the words are made of
        :param user: ``res.users``; empty: the current user
        :param kind: ``mail.activity.type``
        :param say: function of ``about`` in the user's language → (summary, HTML note
            or False)
        :param on: record that it is put on, by default ``about``
        :param values: others; by default its day is the user's today
        :return: dict of values for ``_raise_todos``
        """
        record = about if on is None else on
        user = self._find_who_may_open(record, user or self.env.user)
        summary, note = say(about.with_context(lang=user.lang or self.env.lang))
        zone = self.with_context(tz=user.tz)
        return {
            "res_model_id": self.env["ir.model"]._get_id(record._name),
            "res_id": record.id,
            "activity_type_id": kind.id,
            "summary": summary,
            "note": note,
            "user_id": user.id,
            "date_deadline": fields.Date.context_today(zone, get_now(self.env)),
            "automated": True,
            **values,
        }

    @api.model
    def _find_who_may_open(self, record, user):
        """:return: the user, or an administrator where the user may not even open such
        records"""
        if self.env[record._name].with_user(user).has_access("read"):
            return user
        company = record.sudo().company_id
        steps = self.env["hr.recruitment.communication.step"]
        return steps._find_administrator(company) or user

    @api.model
    def _raise_todos(
        self, todos, same=("res_model_id", "res_id", "activity_type_id"), renew=False, beside=()
    ):
        """Give colleagues something to do, once for each cause: what is still to be
        done about the same is found, and comes earlier if that is asked for now.

        Odoo's ``activity_schedule`` takes one call for each person and text; this takes
        one query to find and one to insert, however many. Nobody is mailed about it: it
        is in their list of the day.

        :param list todos: dicts, see ``_prepare_todo``; empty ones are left out
        :param same: names of the fields that two of one cause share; none: each is new
        :param bool renew: what is found gets the new values
        :param beside: summaries of what has another cause
        :return: recordset, one activity for each cause, in the order of the dicts
        """
        activities = self.sudo().with_context(mail_activity_quick_update=True, active_test=True)
        todos = {
            _get_cause(todo, same) or number: todo for number, todo in enumerate(todos) if todo
        }
        known = activities._find_todos(todos.values(), same, beside)
        for cause in todos.keys() & known.keys():
            known[cause]._bring_forward(todos[cause], renew)
        new = {cause: todo for cause, todo in todos.items() if cause not in known}
        created = activities.create(list(new.values())) if new else ()
        known.update(zip(new, created, strict=True))
        return activities.concat(*(known[cause] for cause in todos))

    @api.model
    def _find_raised(self, records, kind):
        """:return: activities of that type that the addon has put on the records"""
        return self.sudo().search(
            [
                ("res_model", "=", records._name),
                ("res_id", "in", records.ids),
                ("activity_type_id", "=", kind.id),
                ("automated", "=", True),
            ]
        )

    @api.model
    def _keep_todos(self, records, kind, say, deadline):
        """The responsible of each record has one to-do, with the deadline that stands there.

        :param records: with ``user_id``
        :param kind, say: see ``_prepare_todo``
        :param str deadline: name of the field
        :return: recordset, see ``_raise_todos``"""
        todos = [
            self._prepare_todo(record, record.user_id, kind, say, date_deadline=record[deadline])
            for record in records
        ]
        same = ("res_model_id", "res_id", "activity_type_id", "automated")
        return self._raise_todos(todos, same=same, renew=True)

    def _find_todos(self, todos, same, beside):
        """:return: dict cause → the activity that is still to be done"""
        if not todos or not same:
            return {}
        found = self.search(
            [(name, "in", list({todo.get(name) or False for todo in todos})) for name in same],
            order="id desc",
        ).filtered(lambda activity: activity.summary not in beside)
        return {
            _get_cause(values, same): activity
            for activity, values in zip(found, found.read(same, load=None), strict=True)
        }

    def _bring_forward(self, todo, renew):
        if renew or todo["date_deadline"] < self.date_deadline:
            self.write({k: v for k, v in todo.items() if k not in ("res_model_id", "res_id")})


def _get_cause(values, same):
    return tuple(values.get(name) or False for name in same)
