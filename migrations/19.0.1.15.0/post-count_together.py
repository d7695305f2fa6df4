def migrate(cr, version):
    """The months that are counted ahead lack what is counted since this version: they are
    read live until they have been counted again."""
    cr.execute("DELETE FROM hr_recruitment_experience_month WHERE topic = 'feedback'")
