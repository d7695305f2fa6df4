from odoo.http import request, route

from .candidate import PATH, Candidate
from .candidate_page import HEADERS, READS


class CandidateWay(Candidate):
    """What a candidate sees of the place before coming there."""

    @route(f"{PATH}/interview/<string:meeting_id>/entrance", methods=["GET"], **READS)
    def show_entrance(self, applicant_id, token, meeting_id, **_query):
        """The picture of the entrance, to those who are to go through it."""
        applicant = self._find_applicant(applicant_id, token)
        for known in applicant._get_page()["meetings"] if applicant else []:
            way = known["way"]
            if (
                str(known["meeting"].id) == meeting_id
                and way
                and way["entrance"].get("has_picture")
            ):
                return self._send_picture(way["location"])
        return self._unknown()

    def _send_picture(self, location):
        stream = request.env["ir.binary"]._get_image_stream_from(location, "entrance_picture")
        response = stream.get_response()
        response.headers.update({**HEADERS, "Cache-Control": "private, max-age=3600"})
        return response
