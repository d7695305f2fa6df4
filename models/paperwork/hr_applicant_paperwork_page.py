import base64
from pathlib import PurePosixPath

from odoo import models
from odoo.tools.mimetypes import guess_mimetype

from ..batch import get_now, get_today
from .answers import find_fault, find_note
from .states import FILES, LARGEST_FILE, LONGEST_ANSWER, MEGABYTE, WAITING

LONGEST_NAME = 100


class HrApplicantPaperworkPage(models.Model):
    """A document as the candidate sees it, behind the code, and what is done with it."""

    _inherit = "hr.applicant.paperwork"

    def _describe_on_page(self):
        """:return: dict of what the pages read, in the language of the context"""
        document, applicant = self.document_id.with_context(lang=self.env.lang), self.applicant_id
        return {
            "id": self.id,
            "title": document.name or self.name,
            "kind": self.kind,
            "state": self.state,
            "is_open": self.state in WAITING,
            "is_late": self.is_late,
            "day": applicant._say_date(self.deadline) if self.deadline else None,
            "mend": self.mend_words if self.state == "mend" else None,
            "shown": document._hash(),
            "body": document.body,
            "has_file": document._has_file(),
            "fields": [
                {
                    "name": f"field_{field.id}",
                    "label": field.name,
                    "kind": field.kind,
                    "input": field._get_input(),
                    "needed": field.needed,
                    "choices": field._get_choices(),
                    "given": self._find_given(field),
                }
                for field in document.field_ids
            ],
            "file_name": self.file_name,
        }

    def _find_given(self, field):
        given = [each["value"] for each in self.answers or () if each["field"] == field.id]
        return given[0] if given else ""

    # Handing in ------------------------------------------------------------------------

    def _find_faults(self, given):
        """:param dict given: name of a field → what was typed
        :return: dict name of a field → what is wrong with it"""
        faults = {}
        for field in self.document_id.with_context(lang=self.env.lang).field_ids:
            text = given.get(f"field_{field.id}", "")
            fault = self._find_fault(field, text)
            if fault:
                faults[f"field_{field.id}"] = fault
        return faults

    def _find_fault(self, field, text):
        if not text:
            return "empty" if field.needed else None
        if len(text) > LONGEST_ANSWER:
            return "long"
        country = (self.company_id or self.env.company).country_code
        return find_fault(field.kind, text, get_today(self.env), field._get_choices(), country)

    def _fill_in(self, given):
        """:param dict given: which ``_find_faults`` has nothing against"""
        document = self.document_id.with_context(lang=self.env.lang)
        answers = []
        for field in document.field_ids:
            text = given.get(f"field_{field.id}", "")
            answers.append(
                {
                    "field": field.id,
                    "label": field.name,
                    "value": text,
                    "kind": field.kind,
                    "note": find_note(field.kind, text) if text else None,
                }
            )
        self._hand_in(answers=answers)

    def _find_fault_of_file(self, content):
        """:param bytes content: of what was sent
        :return: ``file_empty``, ``file_large``, ``file_kind``, None if nothing is wrong"""
        if not content:
            return "file_empty"
        if len(content) > LARGEST_FILE * MEGABYTE:
            return "file_large"
        return None if guess_mimetype(content) in FILES else "file_kind"

    def _upload(self, name, content):
        """:param bytes content: which ``_find_fault_of_file`` has nothing against"""
        stem = PurePosixPath(name.replace("\\", "/")).stem[:LONGEST_NAME] or self.name
        self._hand_in(
            file=base64.b64encode(content), file_name=stem + FILES[guess_mimetype(content)]
        )

    def _hand_in(self, **values):
        self.write(
            {
                **values,
                "state": "handed_in",
                "handed_in_date": get_now(self.env),
                "document_hash": self.document_id.with_context(lang=self.env.lang)._hash(),
            }
        )
