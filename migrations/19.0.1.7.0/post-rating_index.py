def migrate(cr, version):
    """Another index has this column, and what is read with it. Odoo keeps old ones."""
    cr.execute("DROP INDEX IF EXISTS hr_recruitment_feedback_rating__feedback_id_index")
