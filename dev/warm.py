"""A plugin of pytest: what a rollback brings back is not looked up again.

Odoo empties its caches after each test and each class. But the database is then as it was
before, and so are the caches that are put back here: after a test as they were at its
savepoint, after a class as they were before the class. Caches that nothing has emptied
meanwhile keep what they have learnt, as on a server, if what it tells of has no records
that a test makes: routes, groups, bundles, templates.
"""

LEARNT = ("routing", "groups", "assets", "templates")


class Caches:
    """What the caches of a registry held at a moment to which the database goes back."""

    def __init__(self, registry):
        self.caches = registry._Registry__caches
        self.held = {name: dict(cache._values) for name, cache in self.caches.items()}
        # As long as this is in a cache, nothing has emptied it.
        self.mark = ("dev.warm", object())

    def begin(self):
        for name in LEARNT:
            self.caches[name][self.mark] = True

    def learn(self):
        for name in LEARNT:
            values = dict(self.caches[name]._values)
            if values.pop(self.mark, False):
                self.held[name] = values

    def put_back(self):
        for name, values in self.held.items():
            cache = self.caches[name]
            with cache._lock:
                cache._values = dict(values)
                cache._ordering = dict.fromkeys(values)


def _forget_templates_with_translations():
    """Odoo forgets the templates then only because a class begins without any: one that was
    drawn in a language before it had its words would be drawn without them again."""
    from odoo.tools.translate import TranslationImporter

    save = TranslationImporter.save

    def save_and_forget(self, *args, **kwargs):
        save(self, *args, **kwargs)
        self.env.registry.clear_cache("templates")

    TranslationImporter.save = save_and_forget


def pytest_sessionstart():
    _forget_templates_with_translations()
    # Odoo has read its configuration by now, as its addons want it.
    from odoo.modules.registry import Registry
    from odoo.tests.common import TransactionCase, get_db_name

    set_up_class = TransactionCase.setUpClass.__func__
    set_up = TransactionCase.setUp
    models = Registry._setup_models__
    of_classes = {}

    def set_up_models(self, *args, **kwargs):
        # What is cached may hold fields that are gone.
        of_classes.pop(self.db_name, None)
        return models(self, *args, **kwargs)

    def set_up_class_warm(cls):
        registry = Registry(get_db_name())
        if registry.db_name not in of_classes:
            registry.clear_all_caches()
            of_classes[registry.db_name] = Caches(registry)
        before = of_classes[registry.db_name]
        before.put_back()
        before.begin()
        # The first to be added is the last to be called, after the rollback.
        cls.addClassCleanup(put_back_before, before)
        set_up_class(cls)
        cls.addClassCleanup(before.learn)

    def put_back_before(before):
        if before in of_classes.values():
            before.put_back()

    def set_up_warm(self):
        before = []
        self.addCleanup(put_back_savepoint, self.registry, before)
        set_up(self)
        caches = Caches(self.registry)
        before.append(caches)
        caches.begin()
        self.addCleanup(caches.learn)

    def put_back_savepoint(registry, before):
        if registry.db_name in of_classes:
            for caches in before:
                caches.put_back()

    Registry._setup_models__ = set_up_models
    TransactionCase.setUpClass = classmethod(set_up_class_warm)
    TransactionCase.setUp = set_up_warm
