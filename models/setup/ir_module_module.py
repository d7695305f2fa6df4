from odoo import api, models

ADDON = "hr_recruitment_candidate_experience"
# A stage of Odoo's for which Odoo has no Swedish.
STAGE, NAME = "hr_recruitment.stage_job1", "Qualification"


class IrModuleModule(models.Model):
    """Odoo's stages are Swedish, too, but none that a customer has named otherwise."""

    _inherit = "ir.module.module"

    @api.model
    def _load_module_terms(self, modules, langs, overwrite=False):
        renamed = self._find_renamed() if ADDON in modules else None
        result = super()._load_module_terms(modules, langs, overwrite=overwrite)
        if renamed:
            stage, known = renamed
            swedish = {lang: False for lang in langs if lang.startswith("sv") and lang not in known}
            stage.update_field_translations("name", swedish)
        return result

    @api.model
    def _find_renamed(self):
        """:return: (``hr.recruitment.stage``, dict of its names), or None"""
        stage = self.env.ref(STAGE, raise_if_not_found=False)
        names = stage and stage._fields["name"]._get_stored_translations(stage)
        return (stage, names) if names and names["en_US"] != NAME else None
