"""What an import would do with plans of the first months, in words."""

# What a plan is for: what is not here is left empty, and never guessed.
FOR = ("first_months_job_ids", "department_id", "first_months_location_ids", "paperwork_set_id")


class FirstMonthsWords:
    """A part of ``ImportWords``."""

    def _say_first_months(self):
        found = self.decided.content["first_months"]
        if found and not self.decided.takes_first_months:
            return [
                self.env._(
                    "Plans of the first months are switched off here: those of the file are "
                    "left out."
                )
            ]
        said = []
        for fate in self.decided.first_months:
            said += self._say_months_plan(fate)
        if said:
            said.append(
                self.env._("They are archived until you have looked at them and restore them.")
            )
        return said

    def _say_months_plan(self, fate):
        name, tasks = self.say(fate.name), fate.resolved.values["template_ids"]
        if len(tasks) == 1:
            yield self.env._("“%s” with one task.", name)
        else:
            yield self.env._("“%(plan)s” with %(count)s tasks.", plan=name, count=len(tasks))
        lost = {}
        for field, record, what in fate.resolved.missing:
            if field in FOR:
                lost.setdefault(field, []).append(what)
            else:
                yield getattr(self, f"_miss_months_{field}")(self._name_task(record), what)
        for field, names in lost.items():
            yield getattr(self, f"_miss_months_{field}")(name, self._quote(names))

    def _name_task(self, record):
        return self.say(record["task_name"]) if record["task_name"] else record["summary"] or "…"

    # A method for each of what may be missing -------------------------------------------

    def _miss_months_first_months_job_ids(self, plan, names):
        return self.env._(
            "“%(plan)s” is imported without job positions that are not here, or more than once: "
            "%(names)s. Choose whom it is for.",
            plan=plan,
            names=names,
        )

    def _miss_months_department_id(self, plan, names):
        return self.env._(
            "“%(plan)s” is imported without the department %(names)s, which is not here, or more "
            "than once. Choose whom it is for.",
            plan=plan,
            names=names,
        )

    def _miss_months_first_months_location_ids(self, plan, names):
        return self.env._(
            "“%(plan)s” is imported without places that are not here, or more than once: "
            "%(names)s. Choose whom it is for.",
            plan=plan,
            names=names,
        )

    def _miss_months_paperwork_set_id(self, plan, names):
        return self.env._(
            "“%(plan)s” asks for no documents until you choose them: %(names)s is not here, or "
            "more than once.",
            plan=plan,
            names=names,
        )

    def _miss_months_activity_type_id(self, task, what):
        return self.env._(
            "“%(task)s” becomes a to-do: the activity type “%(what)s” is not here.",
            task=task,
            what=what,
        )

    def _miss_months_responsible_type(self, task, _what):
        return self.env._(
            "“%s” was for a person, who is not in the file: it is for whoever starts the plan "
            "until you choose somebody.",
            task,
        )

    def _miss_months_server_action_id(self, task, what):
        return self.env._(
            "“%(task)s” ran “%(what)s” there: nothing runs here until an administrator chooses "
            "what does.",
            task=task,
            what=what,
        )
