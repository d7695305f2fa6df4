import inspect
import json
import os
from pathlib import Path

from odoo.modules.module import get_manifest
from odoo.tests import TransactionCase, tagged

from ..controllers.candidate import PARTS, PATH
from ..controllers.candidate_device import DEVICE_PARTS
from ..controllers.invitation import PARTS as INVITATION_PARTS
from ..models.candidate_page.accessibility import read_record
from .cases.accessibility import TAGS, find_loose_errors
from .cases.accessible_pages import AccessiblePagesCase
from .test_controllers import find_classes

ADDON = "hr_recruitment_candidate_experience"
FRAME = f"{ADDON}.candidate_page"
# Modules whose pages candidates see.
WEBSITE = ("website", "website_hr_recruitment", "portal")
# Where to write what was found; see dev/tasks.py.
WRITE_TO = "CX_ACCESSIBILITY_RECORD"
# Candidates open these, and get no page from us: a file, a picture, a way elsewhere.
NO_PAGE = {
    "CandidateTest.open_test",
    "Candidate.find_page",
    "Candidate.show_contact",
    "Candidate.give_interview",
    "CandidateFirstMonths.give_first_day",
    "CandidateFirstMonths.show_person",
    "CandidateOffer.show_offer",
    "CandidateOffer.give_document",
    "CandidatePapers.give_paper_document",
    "CandidatePapers.give_own_file",
    "CandidateScreening.play_own",
    "CandidateWay.show_entrance",
    "JobPage.show_contact",
    "JobPage.open_own_page",
}
# The same frame as another page, and nothing in it but a heading and a paragraph.
ONLY_WORDS = {"candidate_file_too_large", "candidate_paper_too_large"}
# Templates of other modules that parts of ours stand in → what they are called here; None for
# those of which the statement says that they are not tested.
AROUND = {
    "website_hr_recruitment.detail": "job",
    "website_hr_recruitment.apply": "applying",
    "survey.survey_fill_form_start": None,
    "survey.survey_fill_form_done": None,
}


def find_routes():
    """:return: dict of each path of ours that everybody can open → (name of the method behind
    it, the method)"""
    routes = {}
    for cls in find_classes():
        for name, value in vars(cls).items():
            routing = getattr(value, "original_routing", None) or {}
            if routing.get("auth") == "public" and "GET" in (routing.get("methods") or ["GET"]):
                found = (f"{cls.__name__}.{name}", inspect.unwrap(value.original_endpoint))
                routes.update(dict.fromkeys(routing.get("routes") or (), found))
    return routes


@tagged("post_install", "-at_install")
class TestAccessibility(AccessiblePagesCase):
    """Every page for candidates, as somebody opens it who does not see, has no mouse, or
    needs large text or other colours: WCAG 2.2, levels A and AA, as far as a program finds
    what is in the way. What was looked at is what the statement for candidates says."""

    maxDiff = None

    def test_every_page(self):
        self.authenticate(None, None)
        with self.reading():
            for name in dir(self):
                if name.startswith("look_at_"):
                    getattr(self, name)()
        self.assertFalse(self.faults, "\n".join(map(str, self.faults)))
        self.check_routes()
        self.check_templates()
        self.check_forms()
        self.compare(
            {
                "version": get_manifest(ADDON)["version"],
                "tool": f"axe-core {self.device.tool}",
                "rules": self.device.rules,
                "tags": TAGS,
                "looks": len(self.names),
                "pages": sorted(set(self.names)),
                "routes": sorted(self.routes),
                "templates": sorted(self.templates),
            }
        )

    def check_routes(self):
        """A new page that nobody has looked at here is no page for everybody."""
        pages = {path for path, (name, _method) in find_routes().items() if name not in NO_PAGE}
        self.assertFalse(pages - self.routes, "not looked at by TestAccessibility")

    def check_templates(self):
        views = self.env["ir.ui.view"].search(
            [("key", "=like", f"{ADDON}.%"), ("type", "=", "qweb")]
        )
        framed = {
            view.key.partition(".")[2]
            for view in views
            if view.mode == "primary" and f't-call="{FRAME}"' in view.arch_db
        }
        self.assertGreater(len(framed), 20)
        self.assertFalse(framed - self.templates - ONLY_WORDS, "not looked at by TestAccessibility")
        around = {view.inherit_id.key for view in views if view.inherit_id}
        around = {key for key in around if key.split(".")[0] in ("survey", *WEBSITE)}
        self.assertEqual(around, set(AROUND))
        self.assertLessEqual(set(filter(None, AROUND.values())), set(self.names))

    def check_forms(self):
        """Each form that candidates can press was there."""
        known = {*PARTS, *DEVICE_PARTS, *INVITATION_PARTS, "score", "questions"}
        self.assertFalse(known - self.parts, "not looked at by TestAccessibility")

    def compare(self, found):
        if path := os.environ.get(WRITE_TO):
            found = {**found, "date": os.environ[f"{WRITE_TO}_DATE"]}
            Path(path).write_text(json.dumps(found, indent=4, sort_keys=True) + "\n")
        kept = read_record()
        kept.pop("date")
        found.pop("date", None)
        self.assertEqual(kept, found, "the statement is out of date: make accessibility")


@tagged("post_install", "-at_install")
class TestAccessibilityTools(TransactionCase):
    """What is looked for is found where it is."""

    def test_routes_are_those_that_there_are(self):
        routes = find_routes()
        self.assertIn(PATH, routes)
        self.assertGreater(len(routes), 30)
        methods = dict(routes.values())
        self.assertLessEqual(NO_PAGE, set(methods))
        for name in NO_PAGE:
            self.assertNotIn("_render", inspect.getsource(methods[name]), name)

    def test_errors_that_are_not_tied(self):
        for page, count in (
            ("<p>Hello</p>", 0),
            ('<p class="cx-error" role="alert">Wrong</p><input name="a"/>', 1),
            ('<input name="a" aria-invalid="true"/>', 1),
            ('<input name="a" aria-invalid="true" aria-describedby="b"/>', 1),
            (
                '<p class="cx-error" id="b">Wrong</p>'
                '<input name="a" aria-invalid="true" aria-describedby="hint b"/>',
                0,
            ),
            ('<p class="cx-error" tabindex="-1" autofocus="autofocus">Wrong</p>', 0),
        ):
            with self.subTest(page=page):
                self.assertEqual(len(find_loose_errors(f"<main>{page}</main>")), count)
