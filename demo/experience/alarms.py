# Alarms are on, and have looked at the demo year week by week since it was long enough to
# learn what is usual. Odoo runs this once, as the code of a server action, when the demo data
# is loaded (see alarms.xml).

WEEKS = 24

company = env.ref("base.main_company")
today = datetime.date.today()
env.ref("base.group_user").write(
    {"implied_ids": [(4, env.ref("hr_recruitment_candidate_experience.group_alarms").id)]}
)
watch = env["hr.recruitment.experience.watch"]
for weeks in range(WEEKS, -1, -1):
    watch._watch(company, today - datetime.timedelta(weeks=weeks))
