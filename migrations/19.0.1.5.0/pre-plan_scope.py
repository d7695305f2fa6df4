"""A plan without job positions is everybody's from now on because it says so."""


def migrate(cr, version):
    cr.execute(
        """
        ALTER TABLE hr_recruitment_communication_plan
            ADD COLUMN IF NOT EXISTS is_general boolean;
        UPDATE hr_recruitment_communication_plan AS plan
           SET is_general = NOT EXISTS (
                SELECT FROM hr_job_hr_recruitment_communication_plan_rel AS job
                 WHERE job.hr_recruitment_communication_plan_id = plan.id)
         WHERE is_general IS NULL
        """
    )
