"""Makes what ``PlanImport`` has decided. What is here stays as it is."""

import psycopg2

from odoo import Command
from odoo.exceptions import AccessError, UserError

from .plan_fields import FIELDS, MODELS, TITLES
from .plan_file import SOURCE
from .plan_import import MODEL, TEXTS
from .resolver import New
from .translations import write_words

# What needs all lines of the record, and what nobody but an administrator chooses.
LATER = ("answers", "others", "named")


class PlanMaker:
    """One ``create`` for each kind of record. A method for each type of a field that is
    not written as it stands says how it is."""

    def __init__(self, decided):
        """:param decided: ``PlanImport``"""
        self.env = decided.env
        self.decided = decided
        self.ids = {
            section: {key: fate.record for key, fate in fates.items()}
            for section, fates in decided.fates.items()
        }
        self.langs = {lang.code: lang.id for lang in self.env["res.lang"].search([])}

    def make(self):
        """All of it or nothing.

        :return: the communication plans, and the plans of the first months"""
        with self.env.cr.savepoint():
            self._make_drivers()
            for section in TEXTS:
                self._make_texts(section)
            self._make_surveys()
            return self._make_plans(), self._make_first_months()

    def _make_drivers(self):
        """Those that the questions of a new survey rate, and that there are not."""
        keys = {
            question["feedback_driver_id"].key
            for fate in self.decided.get_new("surveys")
            for question in fate.resolved.values["question_and_page_ids"]
            if isinstance(question["feedback_driver_id"], New)
        }
        resolver, drivers = self.decided.resolver, self.decided.content["drivers"]
        rows = [resolver.resolve("drivers", drivers[key]).values for key in sorted(keys)]
        made = self._create("drivers", rows)
        self.ids["drivers"] = dict(zip(sorted(keys), made.ids, strict=True))

    def _make_texts(self, section):
        """As superuser: what may be written has been asked for by ``TextGuard``."""
        model_id = self.env["ir.model"].sudo()._get_id(MODEL)
        self._make_new(section, su=True, model_id=model_id)

    def _make_surveys(self):
        made = self._make_new("surveys")
        for survey, fate in zip(made, self.decided.get_new("surveys"), strict=True):
            self._link_answers(survey, fate.resolved.values["question_and_page_ids"])

    def _link_answers(self, survey, rows):
        questions = [*survey.question_and_page_ids.sorted("id")]
        for question, values in zip(questions, rows, strict=True):
            if pairs := values["triggering_answer_ids"]:
                question.triggering_answer_ids = [
                    Command.set(
                        [
                            questions[place - 1].suggested_answer_ids.sorted("id")[number - 1].id
                            for place, number in pairs
                        ]
                    )
                ]

    def _make_new(self, section, su=False, **more):
        fates = self.decided.get_new(section)
        rows = [self._name(fate) for fate in fates]
        made = self._create(section, rows, su=su, **more)
        self.ids[section].update(zip([fate.key for fate in fates], made.ids, strict=True))
        return made

    def _name(self, fate):
        return {**fate.resolved.values, TITLES.get(fate.section, "name"): fate.name}

    def _make_plans(self):
        """They are for no job position, and so not in use, until somebody says so."""
        rows = [self._name(fate) for fate in self.decided.plans]
        bare = [{**row, "step_ids": []} for row in rows]
        plans = self._create("plans", bare, is_general=False, in_use=False)
        steps = [
            {**step, "plan_id": plan.id}
            for plan, row in zip(plans, rows, strict=True)
            for step in row["step_ids"]
        ]
        self._create("steps", steps)
        return plans

    def _make_first_months(self):
        """Archived: one that is not would be the plan of whoever is hired next."""
        rows = [
            {**fate.resolved.values, "name": fate.name[SOURCE]}
            for fate in self.decided.first_months
        ]
        plans = self._create(
            "first_months", rows, active=False, is_first_months=True, res_model=MODEL
        )
        for plan, row in zip(plans, rows, strict=True):
            lines = plan.template_ids.sorted("id")
            for line, values in zip(lines, row["template_ids"], strict=True):
                first = [lines[number - 1].id for number in values["depends_ids"]]
                line.depends_ids = [Command.set(first)]
        return plans

    # Values -----------------------------------------------------------------------------

    def _create(self, section, rows, su=False, **more):
        """:return: the new records, in the order of the rows"""
        model = self.env[MODELS[section]].sudo(su)
        # Odoo keeps each language in which a value was written; these are all of them.
        source = model.with_context(lang=SOURCE)
        vals_list = [{**self._prepare(section, row), **more} for row in rows]
        for vals, row in zip(vals_list, rows, strict=True):
            if section == "steps":
                vals["plan_id"] = row["plan_id"]
        try:
            with self.env.cr.savepoint():
                records = source.create(vals_list)
        except AccessError:
            raise
        except (UserError, psycopg2.IntegrityError, psycopg2.DataError) as error:
            self._refuse(model, vals_list, error)
        words = {}
        for record, row in zip(records, rows, strict=True):
            self._collect_words(section, record, row, words)
        write_words(words)
        return records.with_env(model.env)

    def _refuse(self, model, vals_list, error):
        """:raise UserError: naming the record that cannot be made"""
        for vals in vals_list:
            try:
                with self.env.cr.savepoint():
                    model.create([vals])
            except (UserError, psycopg2.IntegrityError, psycopg2.DataError) as fault:
                name = vals.get(model._rec_name) or model._description
                raise UserError(self._say_fault(name, fault)) from None
        raise UserError(self._say_fault(model._description, error)) from None

    def _say_fault(self, name, fault):
        if isinstance(fault, psycopg2.Error):
            table = fault.diag.table_name
            models = (self.env[model] for model in MODELS.values())
            model = next((m for m in models if m._table == table), self.env["base"])
            fault = model._sql_error_to_message(fault)
        return self.env._("“%(name)s” cannot be imported. %(fault)s", name=name, fault=fault)

    def _prepare(self, section, row):
        """:return: dict, values for ``create``"""
        vals = {}
        for name, kind in FIELDS[section].items():
            if kind.type in LATER:
                continue
            write = getattr(self, f"_write_{kind.type}", None)
            value = write(kind, row[name]) if write else row[name]
            vals[name] = False if value is None else value
        if section == "first_tasks" and not vals["activity_type_id"]:
            # Odoo's own to-do.
            del vals["activity_type_id"]
        return vals

    def _write_words(self, _kind, words):
        return words[SOURCE] if words else False

    def _write_langs(self, _kind, codes):
        return [Command.set([self.langs[code] for code in codes if code in self.langs])]

    def _write_places(self, _kind, ids):
        return [Command.set(ids)]

    def _write_lines(self, kind, rows):
        return [Command.create(self._prepare(kind.of, row)) for row in rows]

    def _write_key(self, kind, key):
        if isinstance(key, New):
            return self.ids["drivers"][key.key]
        return key if kind.of == "drivers" or key is None else self.ids[kind.of][key]

    def _collect_words(self, section, record, row, words):
        """Lines have been made in their order."""
        kinds = FIELDS[section]
        words[record] = {name: row[name] for name in kinds if kinds[name].type == "words"}
        for name, kind in kinds.items():
            if kind.type == "lines":
                lines = record[name].sorted("id")
                for line, values in zip(lines, row[name], strict=True):
                    self._collect_words(kind.of, line, values, words)
