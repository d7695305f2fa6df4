from urllib.parse import urlencode

from odoo import api, fields, models

MAP_SEARCH = "https://www.google.com/maps/search/?"


class HrWorkLocation(models.Model):
    """How a candidate finds the way here, gets in and is received."""

    _inherit = "hr.work.location"

    map_url = fields.Char(
        "Map Link",
        help="Empty: a map is searched for the address.",
    )
    landmarks = fields.Text(
        translate=True,
        help="What one sees on the way, and how to recognise the entrance.",
    )
    parking = fields.Text(
        translate=True,
        help="Where to leave a car or a bicycle, and what it costs.",
    )
    transport_ids = fields.One2many(
        "hr.work.location.transport",
        "location_id",
        string="Public Transport",
        copy=True,
    )
    reception = fields.Text(
        translate=True,
        help="Where to report, to whom, and which floor.",
    )
    accessibility = fields.Text(
        translate=True,
        help="Steps, lift, doors, hearing loop, quiet room.",
    )

    def _get_candidate_address(self):
        """:return: the address in one line, without the company's name; empty where no
        street is known"""
        return self.address_id._get_candidate_address()

    def _get_map_url(self):
        """:return: the chosen link, else a search for the address; or False"""
        if self.map_url:
            return self.map_url if "://" in self.map_url else f"https://{self.map_url}"
        return self._search_map(self._get_candidate_address())

    @api.model
    def _search_map(self, address):
        """:return: link to a map of the address, or False without one"""
        return address and MAP_SEARCH + urlencode({"api": 1, "query": address})
