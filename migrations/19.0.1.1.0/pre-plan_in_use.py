def migrate(cr, version):
    """Plans used to apply as soon as they were saved: those that there are go on."""
    cr.execute(
        """
        ALTER TABLE hr_recruitment_communication_plan
                ADD COLUMN IF NOT EXISTS in_use boolean
        """
    )
    cr.execute(
        """
        UPDATE hr_recruitment_communication_plan SET in_use = TRUE
         WHERE in_use IS NULL
        """
    )
