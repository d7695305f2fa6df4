from odoo import api, models

ADDON = "hr_recruitment_candidate_experience"
# A stage of Odoo's for which Odoo has no Swedish.
STAGE, NAME = "hr_recruitment.stage_job1", "Qualification"


class IrModuleModule(models.Model):
    """Odoo's stages are Swedish, too, but none that a customer has named otherwise."""

    _inherit = "ir.module.module"

    @api.model
    def _load_module_terms(self, modules, langs, overwrite=False):
        # Whoever may load a language need not have a right in recruitment.
        stage = self.sudo().env.ref(STAGE, raise_if_not_found=False)
        known = stage and ADDON in modules and self._read_names(stage)
        result = super()._load_module_terms(modules, langs, overwrite=overwrite)
        if known and known["en_US"] != NAME:
            added = self._read_names(stage).keys() - known.keys()
            ours = {lang: False for lang in added if lang.startswith("sv")}
            stage.update_field_translations("name", ours)
        return result

    @api.model
    def _read_names(self, stage):
        """:return: dict of code of a language → name, of those that there are"""
        return stage._fields["name"]._get_stored_translations(stage)
