from odoo.http import Controller, content_disposition, request, route


class CommunicationPlan(Controller):
    """Plans with their texts and surveys as a file."""

    @route(
        "/candidate-experience/plans/file",
        type="http",
        auth="user",
        methods=["GET"],
    )
    def get_file(self, ids="", months="", **_query):
        """What was saved a moment ago is in it: it does not come from a replica.

        :param str ids: of communication plans, with commas between them
        :param str months: the same of plans of the first months, where ``ids`` has none
        """
        model = "hr.recruitment.communication.plan" if ids else "mail.activity.plan"
        given = (ids or months).split(",")
        found = [int(id_) for id_ in given if id_.isdecimal() and len(id_) < 10]
        plans = request.env[model].browse(found)
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
