"""Odoo inside this process and inside processes forked from it, for the
benchmark and the proofs.

`dev.bench` and those in `dev.proofs` change the database they are given: give them a
copy. They take it, and Odoo's configuration, from `-d` and `-c` or from CX_DATABASE and
CX_ODOO_CONFIG.
"""

import argparse
import multiprocessing
import os

from odoo import sql_db
from odoo.modules.registry import Registry
from odoo.tools import config

CONTEXT = multiprocessing.get_context("fork")


def parser(documentation):
    """The options that all proofs have."""
    options = argparse.ArgumentParser(
        description=documentation, formatter_class=argparse.RawTextHelpFormatter
    )
    database = os.environ.get("CX_DATABASE")
    options.add_argument("-d", "--database", default=database, required=not database)
    options.add_argument("-c", "--config", default=os.environ.get("CX_ODOO_CONFIG"))
    return options


def configure(options, *more):
    """:param more: options of Odoo's command line"""
    # Conflicts between workers are expected, tried again, and logged as errors by
    # the cursor. No mail leaves the machine: nothing listens at port 9.
    arguments = ["-d", options.database, "--log-level=critical"]
    arguments += ["--smtp=127.0.0.1", "--smtp-port=9"]
    if options.config:
        arguments += ["-c", options.config]
    config.parse_config([*arguments, *more], setup_logging=True)


def load(options):
    configure(options)
    return Registry(options.database)


def fork(work, *arguments):
    """Start `work(*arguments)` in a process of its own."""
    # A connection belongs to one process.
    sql_db.close_all()
    process = CONTEXT.Process(target=work, args=arguments)
    process.start()
    return process


def apart(work, *arguments):
    """What `work(*arguments)` returns in a process of its own.

    The registry that it loads, and the classes that a registry keeps, are gone
    afterwards.
    """
    receiver, sender = CONTEXT.Pipe(duplex=False)
    process = fork(lambda: sender.send(work(*arguments)))
    sender.close()
    try:
        result = receiver.recv()
    except EOFError:  # it has printed why
        raise SystemExit(f"{work.__name__} failed") from None
    process.join()
    return result


def make_applicants(env, count, first=0, **values):
    """Applications with a contact each, of whom nobody was told anything.

    :param first: number of the first one; the same number is the same person
    """
    if not env.company.email:
        # Somebody has to write to them.
        env.company.email = "jobs@company.example"
    quiet = env(context={"tracking_disable": True, "communication_silent": True})
    return (
        quiet["hr.applicant"]
        .create(
            [
                {
                    "partner_name": f"Maja Ek {number}",
                    "email_from": f"maja.{number}@example.com",
                    "partner_phone": f"+4670{number:07}",
                    **values,
                }
                for number in range(first, first + count)
            ]
        )
        .with_env(env)
    )
