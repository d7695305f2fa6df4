from odoo.http import Controller, content_disposition, request, route


class CommunicationPlan(Controller):
    """Plans with their texts and surveys as a file."""

    @route(
        "/candidate-experience/plans/file",
        type="http",
        auth="user",
        methods=["GET"],
    )
    def get_file(self, ids="", **_query):
        """What was saved a moment ago is in it: it does not come from a replica.

        :param str ids: of plans, with commas between them
        """
        found = [int(id_) for id_ in ids.split(",") if id_.isdecimal() and len(id_) < 10]
        plans = request.env["hr.recruitment.communication.plan"].browse(found)
        if not found or len(plans.exists()) < len(set(found)):
            raise request.not_found()
        return request.make_response(
            plans._export_file(),
            headers=[
                ("Content-Type", "application/json; charset=utf-8"),
                ("Content-Disposition", content_disposition(plans._get_file_name())),
                ("Cache-Control", "no-store"),
                ("X-Content-Type-Options", "nosniff"),
            ],
        )
