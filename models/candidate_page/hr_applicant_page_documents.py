import hashlib
from pathlib import PurePosixPath

from markupsafe import Markup

from odoo import models
from odoo.tools.mimetypes import guess_mimetype

from .page_requests import DOCUMENTS, LARGEST_DOCUMENT, MOST_DOCUMENTS

LONGEST_NAME = 100


class HrApplicantPageDocuments(models.Model):
    """The documents that the candidate has sent, and the way to send a better one. What
    was sent stays: somebody may have judged by it."""

    _inherit = "hr.applicant"

    def _get_page_documents(self):
        """:return: list of dicts ``id``, ``name`` and ``day`` of the documents that came
        from the candidate and have not been replaced, the oldest first"""
        return [
            {
                "id": file.id,
                "name": file.name,
                "day": self._say_date(self._to_candidate_time(file.create_date)),
            }
            for file in self._find_own_documents()
        ]

    def _find_own_documents(self):
        """:return: ``ir.attachment``, see ``_get_page_documents``"""
        sent = self.page_request_ids.filtered(lambda r: r.kind == "document")
        first = self._filter_sent_in()._find_first_documents()
        if first:
            # Our confirmation may have had one, too.
            first -= self.communication_ids.message_id.attachment_ids
        files = (first | sent.attachment_id) - sent.replaced_id
        return files.sorted("id")

    def _find_fault_of_document(self, name, content):
        """:param str name: of the file, as it came
        :param bytes content: what is in it
        :return: what is wrong with it (``file_empty``, ``file_large``, ``file_kind``,
            ``file_many``), None if nothing is"""
        if not content:
            return "file_empty"
        if len(content) > LARGEST_DOCUMENT:
            return "file_large"
        kinds = DOCUMENTS.get(PurePosixPath(name.lower()).suffix)
        if not kinds or guess_mimetype(content, "text/plain") not in kinds:
            return "file_kind"
        sent = self.page_request_ids.filtered(lambda r: r.kind == "document")
        return "file_many" if len(sent) >= MOST_DOCUMENTS else None

    def _send_document_on_page(self, name, content, replaced_id=None):
        """:param str name: of the file, which ``_find_fault_of_document`` has nothing
            against
        :param bytes content: what is in it
        :param str replaced_id: id of the one that it stands in for, as it was posted"""
        known = self._find_own_documents()
        if hashlib.sha1(content).hexdigest() in known.mapped("checksum"):
            return
        replaced = known.filtered(lambda file: str(file.id) == replaced_id)
        name = _shorten(name)
        mine = self._in_words_of(self._get_page_colleague("recruiter"))
        words = mine.env._("I have sent a document: %s", name)
        if replaced:
            words = mine.env._(
                "I have sent %(name)s in place of %(old)s.", name=name, old=replaced.name
            )
        message = self._post_from_page(Markup("<p>%s</p>") % words, attachments=[(name, content)])
        file = message.attachment_ids
        self._remember("document", attachment_id=file.id, replaced_id=replaced.id)
        if replaced and self.message_main_attachment_id == replaced:
            self.message_main_attachment_id = file


def _shorten(name):
    """:return: the name without folders, and its kind whatever its length"""
    name = name.replace("\\", "/").rsplit("/", 1)[-1]
    kind = PurePosixPath(name).suffix
    return f"{name[: -len(kind)][:LONGEST_NAME]}{kind}"
