import os
from importlib import import_module
from unittest import SkipTest


def need(name):
    """:return: a module that Odoo does not require; without it the test is skipped, but
    never in our development environment, which has everything"""
    try:
        return import_module(name)
    except ImportError:
        if "CX_ODOO_CONFIG" in os.environ:
            raise
        raise SkipTest(f"{name} is not installed") from None
