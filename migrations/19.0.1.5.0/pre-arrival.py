"""Whoever is there has applied: written at once, instead of row by row."""


def migrate(cr, version):
    cr.execute(
        """
        ALTER TABLE hr_applicant ADD COLUMN IF NOT EXISTS arrival varchar DEFAULT 'applied';
        ALTER TABLE hr_applicant ALTER COLUMN arrival DROP DEFAULT;
        UPDATE hr_applicant SET arrival = 'applied' WHERE arrival IS NULL
        """
    )
