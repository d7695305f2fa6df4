from urllib.parse import urlencode

from odoo import api, fields, models, tools

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

    @api.model_create_multi
    def create(self, vals_list):
        locations = super().create(vals_list)
        self._forget_places()
        return locations

    def write(self, vals):
        res = super().write(vals)
        self._forget_places()
        return res

    def unlink(self):
        res = super().unlink()
        self._forget_places()
        return res

    @api.model
    def _forget_places(self):
        """Others who look before the commit find what was, and must not keep it."""
        registry = self.env.registry
        registry.clear_cache()
        self.env.cr.postcommit.add(registry.clear_cache)

    @api.model
    def _find_at(self, address, company):
        """:param address: ``res.partner``
        :param company: ``res.company``
        :return: the place at this address, an office first, as superuser; may be empty"""
        return self.sudo().browse(self._find_id_at(address.id, company.id))

    @api.model
    @tools.ormcache("address_id", "company_id")
    def _find_id_at(self, address_id, company_id):
        """Every message about an interview asks."""
        domain = [
            ("address_id", "=", address_id),
            ("company_id", "=", company_id),
            # Odoo brings one that is everybody's home.
            ("location_type", "!=", "home"),
        ]
        # What is kept is kept for everybody, also who looks among archived records.
        places = self.sudo().with_context(active_test=True)
        return places.search(domain, order="location_type, id", limit=1).id

    def _get_candidate_address(self):
        """:return: the address in one line, without the company's name; empty where no
        street is known"""
        return self.address_id._get_candidate_address()

    def _describe_for_candidates(self):
        """:return: dict name, address, map_url, landmarks, parking, transports (list of str),
        reception, accessibility, is_known (whether one can find the way)"""
        self.ensure_one()
        address = self._get_candidate_address()
        map_url = self._get_map_url(address)
        return {
            "name": self.name,
            "address": address,
            "map_url": map_url,
            "landmarks": self.landmarks,
            "parking": self.parking,
            "transports": [line._get_words() for line in self.transport_ids],
            "reception": self.reception,
            "accessibility": self.accessibility,
            "is_known": bool(address or map_url),
        }

    def _get_map_url(self, address=None):
        """:param str address: see ``_get_candidate_address``, where it is known
        :return: the chosen link, else a search for the address; or False"""
        if self.map_url:
            return self.map_url if "://" in self.map_url else f"https://{self.map_url}"
        return self._search_map(self._get_candidate_address() if address is None else address)

    @api.model
    def _search_map(self, address):
        """:return: link to a map of the address, or False without one"""
        return address and MAP_SEARCH + urlencode({"api": 1, "query": address})
