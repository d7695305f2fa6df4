"""Something is done as for real, and nothing of it remains."""

from contextlib import contextmanager

# Nobody waits longer for us, and we wait no longer for anybody.
LOCK_TIMEOUT = "2s"
STATEMENT_TIMEOUT = "20s"


def is_rehearsal(env):
    """:return: whether what is done here is taken back: nothing may leave the database"""
    return getattr(env.cr, "is_rehearsal", False)


@contextmanager
def rehearse(env):
    """An environment in a transaction of its own, which is always taken back: its rows, the
    mails in it, what wakes scheduled actions, messages on the bus. Hooks that wait for its
    end go with it. Code that wants to commit in the middle does not.

    What leaves the database at once (mail servers, gateways of SMS, automation rules) asks
    ``is_rehearsal``.
    """
    registry = env.registry
    known = set(registry.cache_invalidated)
    cr = registry.cursor()
    try:
        cr.is_rehearsal = True
        cr.commit = cr.flush
        cr.execute("SET LOCAL lock_timeout = %s", [LOCK_TIMEOUT])
        cr.execute("SET LOCAL statement_timeout = %s", [STATEMENT_TIMEOUT])
        yield env(cr=cr)
    finally:
        for hooks in (cr.prerollback, cr.postrollback, cr.postcommit):
            hooks.clear()
        cr.rollback()
        cr.close()
        # What was cached since may say what never was. Other processes know nothing of it.
        for name in tuple(registry.cache_invalidated):
            registry.clear_cache(name)
        registry.cache_invalidated.intersection_update(known)
