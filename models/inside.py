"""What only our own code can put into the context.

Clients choose the context of their calls. They speak JSON or XML, which makes no
instance of a Python class: a value that is wrapped in ``Inside`` comes from a method
of ours, and what a client sends under the same key counts for nothing.
"""

from odoo.api import SUPERUSER_ID


class Inside:
    """A value in the context that a client cannot make."""

    __slots__ = ("value",)

    def __init__(self, value):
        self.value = value


# One instance, so that Odoo shares the environments that have it.
YES = Inside(True)


def get_inside(env, key, default=None):
    """:return: what our own code has put into the context under ``key``, else
    ``default``"""
    given = env.context.get(key)
    return given.value if isinstance(given, Inside) else default


def is_migration(env):
    """:return: whether data is taken over from elsewhere: nothing is sent and nobody
    is listed. ``communication_silent`` is for scripts that run as superuser
    (OdooBot)."""
    silent = env.context.get("communication_silent")
    return silent is YES or bool(silent and env.uid == SUPERUSER_ID)


def is_installation(env):
    """:return: whether Odoo loads the data of a module"""
    return bool(env.context.get("install_mode") and env.uid == SUPERUSER_ID)


def is_silent(env):
    """:return: whether nothing is sent: a migration, an installation, an import by
    Odoo's dialog, or what is no news for anybody (``communication_quiet``)"""
    return bool(
        env.context.get("import_file")
        or get_inside(env, "communication_quiet")
        or is_migration(env)
        or is_installation(env)
    )
