from odoo.tools.sql import column_exists


def migrate(cr, version):
    """The key of the page that asked near misses gets a name of our own, so that its
    links in mailboxes work on. ``access_token`` is a name of Odoo's ``portal.mixin``:
    Odoo drops the column, unless another module has it, too."""
    if column_exists(cr, "hr_applicant", "keep_token"):
        return
    if not column_exists(cr, "hr_applicant", "access_token"):
        return
    cr.execute("ALTER TABLE hr_applicant ADD COLUMN keep_token varchar")
    cr.execute("UPDATE hr_applicant SET keep_token = access_token WHERE access_token IS NOT NULL")
