"""What may be chosen here, of what a file has."""

from ..feedback.choices import OWN_TYPES
from .plan_fields import FIELDS, MODELS


def get_choices(env):
    """:return: dict (section, field) → set of values"""
    found = {
        (section, name): set(env[MODELS[section]]._fields[name].get_values(env))
        for section, kinds in FIELDS.items()
        for name, kind in kinds.items()
        if kind.type == "choice"
    }
    # Nobody makes surveys of another kind in this way.
    found["surveys", "survey_type"] = set(OWN_TYPES)
    return found
