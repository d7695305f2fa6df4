from odoo import models


class ResPartner(models.Model):
    _inherit = "res.partner"

    def _get_candidate_address(self):
        """:return: str, the address in one line without the name; empty where no street
        is known: "Sweden" leads nobody anywhere"""
        street = f"{self.street or ''}{self.street2 or ''}"
        if not any(letter.isalnum() for letter in street):
            return ""
        lines = self._display_address(without_company=True).splitlines()
        return ", ".join(line.strip() for line in lines if line.strip())
