"""What an import would do, in words: a sentence for each thing."""

from odoo.tools import format_list

from .first_months_words import FirstMonthsWords

# So many are named.
FEW = 5


class ImportWords(FirstMonthsWords):
    def __init__(self, decided):
        """:param decided: ``PlanImport``"""
        self.env = decided.env
        self.decided = decided
        self.say = decided.say

    def get_parts(self):
        """:return: list of (heading, list of sentences), those that say something"""
        parts = [
            (self.env._("Plans"), self._say_plans()),
            (self.env._("Plans of the First Months"), self._say_first_months()),
            (self.env._("Emails"), self._say_fates("mail_templates")),
            (self.env._("SMS"), self._say_fates("sms_templates")),
            (self.env._("Surveys"), self._say_surveys()),
            (self.env._("Not Here"), [*self._say_langs(), *self._say_missing()]),
        ]
        return [(heading, sentences) for heading, sentences in parts if sentences]

    def _quote(self, names):
        return format_list(self.env, [f"“{name}”" for name in names])

    def _say_plans(self):
        said = []
        for fate in self.decided.plans:
            name, steps = self.say(fate.name), fate.resolved.values["step_ids"]
            if len(steps) == 1:
                said.append(self.env._("“%s” with one step.", name))
            else:
                said.append(
                    self.env._("“%(plan)s” with %(count)s steps.", plan=name, count=len(steps))
                )
            if fate.name != fate.words:
                said.append(
                    self.env._(
                        "There is a plan “%(old)s” here: the new one is called “%(new)s”.",
                        old=self.say(fate.words),
                        new=name,
                    )
                )
            if not fate.resolved.values["active"]:
                said.append(self.env._("“%s” is archived, as it is in the file.", name))
        return said

    def _say_surveys(self):
        said = self._say_fates("surveys")
        if any(fate.name != fate.words for fate in self.decided.get_new("surveys")):
            said.append(self.env._("Candidates read the title of a survey: change it afterwards."))
        return said

    def _say_fates(self, section):
        fates = self.decided.fates[section].values()
        said = self._say_same([self.say(fate.words) for fate in fates if fate.record])
        for fate in self.decided.get_new(section):
            name = self.say(fate.name)
            if fate.differs:
                said.append(
                    self.env._(
                        "“%(old)s” differs from the one here, which stays as it is: a new one "
                        "is created, “%(new)s”.",
                        old=self.say(fate.words),
                        new=name,
                    )
                )
            else:
                said.append(self.env._("“%s” is new here.", name))
        return said

    def _say_same(self, names):
        if not names:
            return []
        if len(names) > FEW:
            return [self.env._("%s are the same here, and used as they are.", len(names))]
        return [self.env._("The same here, and used as they are: %s.", self._quote(names))]

    def _say_langs(self):
        unknown, missing = self.decided.unknown_langs, self.decided.missing_langs
        say = self.env["res.lang"]._say_language
        if unknown:
            yield self.env._(
                "What the file says in these languages is left out, because they are not "
                "installed here: %s.",
                self._quote(map(say, unknown)),
            )
        if missing:
            yield self.env._(
                "The file says nothing in these languages. What is new here still has to be "
                "written in them: %s.",
                self._quote(map(say, missing)),
            )

    def _say_missing(self):
        made = [fate for section in self.decided.fates for fate in self.decided.get_new(section)]
        said = [
            getattr(self, f"_miss_{name}")(
                self.say(record.get("name") or record.get("title")), what
            )
            for fate in (*self.decided.plans, *made)
            for name, record, what in fate.resolved.missing
            if name not in ("stage_ids", "activity_type_id", "feedback_driver_id")
        ]
        for fate in self.decided.plans:
            said += self._say_missing_of_steps(fate)
        for fate in self.decided.get_new("surveys"):
            said += dict.fromkeys(self._say_missing_drivers(fate))
        told = (*self.decided.plans, *self.decided.first_months, *made)
        for old, new in dict.fromkeys(pair for fate in told for pair in fate.resolved.renamed):
            said.append(self.env._("“%(old)s” is called “%(new)s” here.", old=old, new=new))
        return said

    def _miss_calendar_id(self, plan, what):
        return self.env._(
            "The working schedule “%(what)s” is not here: “%(plan)s” keeps the company's.",
            what=what,
            plan=plan,
        )

    def _miss_report_template_ids(self, text, what):
        return self.env._(
            "The report “%(what)s” is not here: “%(text)s” does not attach it.",
            what=what,
            text=text,
        )

    def _say_missing_of_steps(self, fate):
        """:param fate: of a plan; of two things that one step misses, both are said"""
        lost = {}
        for name, record, what in fate.resolved.missing:
            if name in ("stage_ids", "activity_type_id"):
                lost.setdefault((name, id(record)), (record, []))[1].append(what)
        off = self._find_switched_off(fate)
        return [
            getattr(self, f"_miss_{name}")(self.say(record["name"]), self._quote(names), id_ in off)
            for (name, id_), (record, names) in lost.items()
        ]

    def _find_switched_off(self, fate):
        plan = self.decided.content["plans"][self.decided.plans.index(fate)]
        return {
            id(step)
            for step, values in zip(plan["step_ids"], fate.resolved.values["step_ids"], strict=True)
            if step["active"] and not values["active"]
        }

    def _miss_stage_ids(self, step, names, is_off):
        if is_off:
            return self.env._(
                "The step “%(step)s” is imported switched off, for you to complete: there is "
                "no stage %(names)s here.",
                step=step,
                names=names,
            )
        return self.env._(
            "The step “%(step)s” is imported without this stage, which is not here: %(names)s.",
            step=step,
            names=names,
        )

    def _miss_activity_type_id(self, step, names, is_off):
        if is_off:
            return self.env._(
                "The step “%(step)s” is imported switched off, for you to complete: there is "
                "no activity type %(names)s here.",
                step=step,
                names=names,
            )
        return self.env._(
            "The step “%(step)s” is imported without this activity type, which is not here: "
            "%(names)s.",
            step=step,
            names=names,
        )

    def _say_missing_drivers(self, fate):
        for _name, record, what in fate.resolved.missing:
            if self.decided.resolver.may_share:
                yield self.env._("The driver “%s” is new here and is created.", what)
            else:
                yield self.env._(
                    "The driver “%(driver)s” is not here, and only people who may work in all "
                    "companies can create it: the answers to “%(question)s” are in no numbers.",
                    driver=what,
                    question=self.say(record["title"]),
                )
