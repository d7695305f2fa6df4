"""The translation template from the installed addon, and the .po files with it."""

import re

import polib

from . import place, settings
from .console import run, say

FOLDER = place.ROOT / "i18n"
TEMPLATE = FOLDER / f"{place.ADDON}.pot"


def regenerate(database):
    before = TEMPLATE.read_text("utf-8") if TEMPLATE.exists() else ""
    run(
        "Exporting the texts",
        settings.odoo("i18n", "export", "-d", database, place.ADDON),
        place.LOGS / "i18n.log",
        env=settings.environment(),
    )
    if _texts(TEMPLATE.read_text("utf-8")) == _texts(before):
        # A new date alone would be a change in every commit.
        TEMPLATE.write_text(before, "utf-8")
    template = polib.pofile(str(TEMPLATE))
    say(f"{TEMPLATE.name}: {len(template)} texts")
    for path in sorted(FOLDER.glob("*.po")):
        translation = polib.pofile(str(path), wrapwidth=template.wrapwidth)
        translation.merge(template)
        before = path.read_text("utf-8")
        if str(translation) != before:
            translation.save()
        say(
            f"{path.name}: {translation.percent_translated()} % translated,"
            f" {len(translation.untranslated_entries())} texts to do,"
            f" {len(translation.obsolete_entries())} obsolete"
        )


def _texts(template):
    return re.sub(r'^"(POT-Creation|PO-Revision)-Date:.*\n', "", template, flags=re.M)
