"""A preview shows a message as far as its reader may read what it is made of."""

from dataclasses import replace
from functools import reduce
from types import FunctionType, MethodType

from markupsafe import Markup

from odoo.exceptions import AccessError, UserError
from odoo.models import BaseModel

from ..batch import Batch, get_batch, get_now


class Mask(str):
    """What stands in the place of what is not shown. Conditions do not hold: what
    depends on it is not shown either."""

    __slots__ = ()

    def __bool__(self):
        return False


MASK = Mask("•••")
# What our own texts and blocks tell candidates, whoever looks at them. Whoever opens
# the application reads these, though they may not open the record that they are on.
SHOWN_FIELDS = {
    "calendar.event": {"start", "stop", "allday", "duration", "videocall_location"},
    "hr.job": {"name", "is_published", "full_url"},
    "hr.recruitment.degree": {"name"},
    "hr.recruitment.stage": {"name", "candidate_name", "candidate_description"},
    "res.company": {"name", "phone", "email_formatted", "partner_id"},
    "res.partner": {"lang"},
    "res.users": {"name", "phone", "email_formatted"},
}
SHOWN_METHODS = {
    "hr.applicant": {
        "get_booking",
        "get_base_url",
        "get_closed_days",
        "get_explanation",
        "get_facts",
        "get_feedback_deadline",
        "get_feedback_scores",
        "get_feedback_url",
        "get_first_months",
        "get_given",
        "get_interview",
        "get_interview_duration",
        "get_interview_number",
        "get_interview_start",
        "get_interview_summary",
        "get_interview_when",
        "get_interview_when_before",
        "get_keep_url",
        "get_offer",
        "get_page_url",
        "get_new_answers",
        "get_pay",
        "get_refusal",
        "get_role",
        "get_screening",
        "get_steps",
        "get_test",
        "_get_employer_message",
        "_get_speaker",
        "_get_text_start",
        "_style_for_mail",
    },
    "calendar.event": {
        "_get_candidate_agenda",
        "_get_candidate_people",
        "_get_candidate_place",
        "_get_candidate_video",
        "_get_meeting_format",
    },
}
# Odoo's labels of these say what they are in the column of a table only.
LABELS = {
    "salary_expected": lambda env: env._("Expected Salary"),
    "salary_proposed": lambda env: env._("Proposed Salary"),
}


class NotShown(AccessError):
    """The reader may not see this; the message is what it is called."""


class Reader:
    """Who looks at a preview.

    :param env: environment of the reader
    """

    def __init__(self, env):
        self.env = env(su=False)
        self._hidden = {}
        self._allowed = {}

    @property
    def hidden(self):
        """:return: list of str, what the reader was not shown, each once"""
        return list(self._hidden)

    def add_note(self, body):
        """:return: the body of a preview, and what the reader was not shown of it"""
        if not self._hidden:
            return body
        note = self._say_hidden(", ".join(self._hidden))
        return Markup("%s<p><em>%s</em></p>") % (Markup(body or ""), note)

    def _say_hidden(self, names):
        return self.env._("Not shown to you: %s", names)

    def check_all_shown(self):
        """:raise UserError: if the reader would change a text that has a mask in it"""
        if self._hidden:
            raise UserError(
                self.env._(
                    "The text has something in it that you may not read (%s), so you "
                    "cannot edit it.",
                    ", ".join(self._hidden),
                )
            )

    def render(self, template, field, record):
        """:param template: ``mail.template`` or ``sms.template``, as superuser
        :param str field: of the template
        :return: str or Markup, in the language of the record's template"""
        words = template if self.env.su else template.with_context(preview_reader=self)
        # In a form that is being edited, the record as it was saved.
        ids = record._origin.ids
        rendered = words._render_field(field, ids, compute_lang=True) if ids else {}
        return next(iter(rendered.values()), "")

    def render_source(self, template, source, record, engine):
        """A text that is not in the template yet; the other parameters are those of
        ``render``.

        :param str source: that we have put together, or an administrator has written
        :param str engine: ``qweb`` or ``inline_template``
        :return: str or Markup"""
        words = template.with_context(preview_reader=self)
        ids = record._origin.ids
        rendered = words._render_template(source, record._name, ids, engine=engine)
        return next(iter(rendered.values()), "")

    def reveal(self, expression, evaluate):
        """:return: the value of the expression, or the mask"""
        try:
            return evaluate()
        except NotShown as error:
            self._hidden[str(error)] = True
        except AccessError:
            self._hidden[expression] = True
        except Exception:
            # What was put into a variable before it is used is the mask already.
            if not self._hidden:
                raise
        return MASK

    def show(self, value):
        """:return: the value, with the reader's limits on all records in it"""
        if isinstance(value, BaseModel):
            return Seen(self, value.sudo())
        if type(value) is dict:
            return {key: self.show(one) for key, one in value.items()}
        if type(value) in (list, tuple):
            return type(value)(self.show(one) for one in value)
        return value

    def show_context(self, variables):
        """:param dict variables: that templates are rendered with"""
        shown = {
            name: self.bind(value)
            if isinstance(value, FunctionType | MethodType)
            else self.show(value)
            for name, value in variables.items()
        }
        return {**shown, "env": SeenEnv(self), "preview_reader": self}

    def bind(self, function, superuser=False):
        """:return: the function, for what templates hand to it and take from it"""

        def bound(*args, **kwargs):
            given = [self.take(value, superuser) for value in args]
            named = {key: self.take(kwargs[key], superuser) for key in kwargs}
            return self.show(function(*given, **named))

        return bound

    def take(self, value, superuser=False):
        """:return: what a method takes: records, with the rights of the reader unless
        the method is one of ours"""
        if isinstance(value, Seen):
            records = value._Seen__records
            return records if superuser else self.limit(records)
        if isinstance(value, FunctionType):
            return lambda *args: self.take(value(*map(self.show, args)))
        return value

    def limit(self, records):
        """:return: the same records with the rights of the reader"""
        return records.with_env(records.env(user=self.env.uid, su=self.env.su))

    def read_field(self, records, field):
        """:raise NotShown: if the reader may not"""
        if not records or field.name in SHOWN_FIELDS.get(records._name, ()):
            return self.show(records[field.name])
        mine = self.limit(records)
        if not mine._has_field_access(field, "read") or not self._may_read(mine):
            raise NotShown(self._get_label(field))
        value = mine[field.name]
        if field.type in ("one2many", "many2many"):
            value = value._filtered_access("read")
        return self.show(value)

    def _may_read(self, records):
        key = records._name, records._ids
        if key not in self._allowed:
            allowed = records.has_access("read")
            if allowed and records._name == "calendar.event":
                # Odoo hides these when it reads them, not when they are known.
                allowed = not any(e._check_private_event_conditions() for e in records)
            self._allowed[key] = allowed
        return self._allowed[key]

    def _get_label(self, field):
        if field.model_name == "hr.applicant":
            if field.name in LABELS:
                return LABELS[field.name](self.env)
            return field._description_string(self.env)
        model = self.env["ir.model"].sudo()._get(field.model_name).name
        return f"{model}: {field._description_string(self.env)}"


class EveryReader(Reader):
    """All who may open the application, of whom some may read less than others: what
    is in the chatter is for all of them.

    :param env: environment of the superuser
    """

    GROUPS = {"base.group_user", "hr_recruitment.group_hr_recruitment_interviewer"}

    def __init__(self, env):
        super().__init__(env)
        self.env = env

    def _say_hidden(self, names):
        return self.env._("Not shown here: %s", names)

    def render_all(self, template, field, records):
        """:return: dict record id → str or Markup"""
        # Dates that are promised are those of the message that leaves.
        batch = get_batch(self.env) or Batch(get_now(self.env))
        words = replace(batch, dates=None).put_around(template)
        words = words.with_context(preview_reader=self)
        return words._render_field(field, records.ids, compute_lang=True)

    def limit(self, records):
        return records

    def read_field(self, records, field):
        if self.is_restricted(field):
            raise NotShown(self._get_label(field))
        return super().read_field(records, field)

    @classmethod
    def is_restricted(cls, field):
        return bool(field.groups) and not cls.GROUPS & set(field.groups.split(","))


class Seen:
    """Records in a template, as far as the reader of a preview may read them.

    Templates cannot name what has two underscores, so that they cannot get behind it.
    """

    def __init__(self, reader, records):
        self.__reader = reader
        self.__records = records

    def __getattr__(self, name):
        reader, records = self.__reader, self.__records
        if name.startswith("__"):
            raise AttributeError(name)
        if name in records._fields:
            return reader.read_field(records, records._fields[name])
        if name == "env":
            return SeenEnv(reader)
        if name in ("ids", "_name"):
            return getattr(records, name)
        if name in SHOWN_METHODS.get(records._name, ()):
            return reader.bind(getattr(records, name), superuser=True)
        method = getattr(reader.limit(records), name)
        if not callable(method):
            raise NotShown(name)
        if name in ("filtered", "mapped", "sorted"):
            return lambda key=None, **options: reader.bind(method)(
                follow(key) if isinstance(key, str) else key, **options
            )
        return reader.bind(method)

    def __getitem__(self, key):
        if isinstance(key, str):
            return getattr(self, key)
        return self.__reader.show(self.__records[key])

    def __iter__(self):
        return map(self.__reader.show, self.__records)

    def __len__(self):
        return len(self.__records)

    def __bool__(self):
        return bool(self.__records)

    def __str__(self):
        return str(self.__records)

    def __hash__(self):
        return hash(self.__records)

    def __eq__(self, other):
        return self.__records == self.__reader.take(other, superuser=True)

    def __contains__(self, other):
        return self.__reader.take(other, superuser=True) in self.__records

    def __or__(self, other):
        both = self.__records | self.__reader.take(other, superuser=True)
        return self.__reader.show(both)

    def __and__(self, other):
        both = self.__records & self.__reader.take(other, superuser=True)
        return self.__reader.show(both)

    def __sub__(self, other):
        rest = self.__records - self.__reader.take(other, superuser=True)
        return self.__reader.show(rest)

    __add__ = __or__


class SeenEnv:
    """What templates may have of an environment in a preview."""

    SHOWN = ("company", "companies", "user", "lang", "context", "uid")

    def __init__(self, reader):
        self.__reader = reader

    def __getitem__(self, model):
        return self.__reader.show(self.__reader.env[model])

    def __getattr__(self, name):
        if name not in self.SHOWN:
            raise NotShown(f"env.{name}")
        return self.__reader.show(getattr(self.__reader.env, name))


def follow(path):
    """:param str path: names of fields with dots
    :return: function of a record to what they lead to"""
    return lambda record: reduce(getattr, path.split("."), record)
