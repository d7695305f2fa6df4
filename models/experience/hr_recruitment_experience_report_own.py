from odoo import api, models
from odoo.exceptions import AccessError
from odoo.fields import Domain
from odoo.tools import SQL

from .filters import Filters
from .groups import NOTHING
from .statistics import find_hidden, hidden, score, share

NO_COUNTS = {"applications": 0, "ended": 0, "withdrawn": 0, "kept": 0, "broken": 0}


class HrRecruitmentExperienceReportOwn(models.AbstractModel):
    """The numbers of the own job positions, of recruiters and hiring managers.

    Scores are those that officers may see: of whole job positions over the whole time, in
    steps of the threshold. No number here is of several job positions together, so that
    nobody can subtract one of them.
    """

    _inherit = "hr.recruitment.experience.report"

    @api.model
    @api.readonly
    def get_own_data(self):
        """The numbers of the job positions that the user recruits for, or is the hiring manager
        of. Scores are of the whole time, everything else of the last twelve months.

        :return: plain dict of ``period``, ``thresholds``, ``note`` and ``jobs``: a list of dicts
            of ``id``, ``name``, ``role``, ``role_label``, ``score``, ``answer``, ``promises``,
            ``withdrawn``, ``awaiting_reply``, ``unanswered`` and ``facts``, what all of them are
            in words. A value that may not be shown is None, with the ``reason`` beside it.
        :raise AccessError: for who does not work here
        """
        if not self.env.user._is_internal():
            raise AccessError(self.env._("These numbers are for colleagues."))
        # Hiring managers may have no right to job positions and applications of others.
        jobs = self._find_own_jobs(self.env.user)
        scope = Filters.parse(self.env, {"compare": False})
        return {
            "period": scope.period.describe(self.env),
            "thresholds": self._get_thresholds(),
            "note": self.env._(
                "The cNPS is of the whole time, in steps of %s answers, so that nobody's answer "
                "can be told from the others. Everything else is of the last twelve months.",
                self._least(),
            ),
            "jobs": self._get_own(jobs, self.env.user),
        }

    @api.model
    def _find_own_jobs(self, user):
        """:return: ``hr.job``, as superuser, of the active companies"""
        mine = Domain("user_id", "=", user.id) | Domain(
            "department_id.manager_id",
            "any",
            [("user_id", "=", user.id), ("active", "=", True)],
        )
        companies = Domain("company_id", "in", [False, *self.env.companies.ids])
        return self.env["hr.job"].sudo().search(mine & companies, order="name, id")

    @api.model
    def _get_own(self, jobs, user, period=None):
        """:param jobs: ``hr.job`` of which the user may know these numbers
        :param dict period: ``date_from`` and ``date_to``, by default the last twelve months
        :return: list of dicts, see ``get_own_data``"""
        # Without job positions the filter would be none.
        if not jobs:
            return []
        self._flush()
        service = self.sudo()
        filters = {**(period or {}), "job_ids": jobs.ids, "compare": False}
        scope = Filters.parse(self.env, filters)
        scores = service._score_own(scope, jobs)
        counts, days = service._count_own(scope), service._count_own_days(scope)
        waiting, least = service._count_own_waiting(scope), self._least()
        rows = []
        for job in jobs:
            found = counts.get(job.id, NO_COUNTS)
            row = {
                "id": job.id,
                "name": job.name,
                "role": self._find_own_role(job, user),
                "applications": found["applications"],
                "score": scores[job.id],
                "answer": service._find_middle(days.get(job.id, {})),
                "promises": share(found["kept"], found["kept"] + found["broken"], least),
                "withdrawn": share(found["withdrawn"], found["ended"], least),
                **{name: by_job.get(job.id, 0) for name, by_job in waiting.items()},
            }
            rows.append(row)
        self._label_reasons(rows, self._get_reasons(self._get_thresholds()))
        roles = self.env["hr.recruitment.experience.look"]._fields["role"]
        roles = dict(roles._description_selection(self.env))
        for row in rows:
            row["role_label"] = roles[row["role"]]
            row["facts"] = self._say_own_facts(row)
        return rows

    def _find_own_role(self, job, user):
        is_recruiter, is_manager = job.user_id == user, job._get_hiring_manager() == user
        return "both" if is_recruiter and is_manager else "recruiter" if is_recruiter else "manager"

    def _score_own(self, scope, jobs):
        """:return: dict job id → score, as officers may see it"""
        found = self._count_summary(scope)["job_id"]
        splits = {job.id: found.get(job.id, NOTHING) for job in jobs}
        least = self._least()
        reasons = find_hidden({key: sum(split) for key, split in splits.items()}, least)
        return {
            # How many have answered below the threshold is not said either.
            key: hidden(0, "few") if key in reasons else score(*split, least)
            for key, split in splits.items()
        }

    def _count_own(self, scope):
        """:return: dict job id → what became of its applications"""
        rows = self.env.execute_query_dict(
            SQL(
                """
                SELECT applicant.job_id, COUNT(*) AS applications,
                       COUNT(*) FILTER (WHERE applicant.outcome <> 'ongoing') AS ended,
                       COUNT(*) FILTER (WHERE applicant.outcome = 'withdrawn') AS withdrawn,
                       COALESCE(SUM(applicant.reply_kept_count), 0)::int AS kept,
                       COALESCE(SUM(applicant.reply_broken_count), 0)::int AS broken
                  FROM hr_applicant AS applicant WHERE %s GROUP BY applicant.job_id
                """,
                self._select_applications(scope),
            )
        )
        return {row.pop("job_id"): row for row in rows}

    def _count_own_days(self, scope):
        """:return: dict job id → dict days to our first message → candidates"""
        rows = self.env.execute_query(
            SQL(
                """
                WITH measured AS MATERIALIZED (%s)
                SELECT job_id, %s, COUNT(*) FROM measured
                 WHERE span IS NOT NULL GROUP BY 1, 2
                """,
                self._select_first_answers(scope),
                self._select_days(SQL("span")),
            )
        )
        found = {}
        for job, days, count in rows:
            found.setdefault(job, {})[days] = count
        return found

    def _count_own_waiting(self, scope):
        """:return: dict of ``awaiting_reply`` and ``unanswered``: dict job id → candidates"""
        applicants = self.env["hr.applicant"].with_context(active_test=False)
        mine = Domain(scope.get_domain(self.env))
        wanted = {
            "awaiting_reply": Domain("awaiting_reply", "=", True),
            "unanswered": applicants._get_unanswered_domain(),
        }
        return {
            name: {
                job.id: count
                for job, count in applicants._read_group(mine & domain, ["job_id"], ["__count"])
            }
            for name, domain in wanted.items()
        }

    # Words ------------------------------------------------------------------------------

    def _say_own_facts(self, row):
        """:return: list of dicts of key, label, value and note (n, or why there is none)"""
        waiting = self._get_labels()["waiting"]
        shares = {
            "promises": self.env._("Reply promises kept"),
            "withdrawn": self.env._("Withdrew, of those who are through"),
        }
        answer = {
            **row["answer"],
            "value_label": self._say_days(row["answer"]["value"]),
        }
        return [
            self._say_own_fact("score", self.env._("cNPS"), row["score"], self._say_score),
            self._say_own_fact(
                "answer",
                self.env._("Median time to our first message"),
                answer,
                lambda found: found["value_label"],
            ),
            *(
                self._say_own_fact(name, label, row[name], self._say_share)
                for name, label in shares.items()
            ),
            *(
                {
                    "key": name,
                    "label": waiting[name],
                    "value": self._say_number(row[name]),
                    "note": "",
                }
                for name in ("awaiting_reply", "unanswered")
            ),
        ]

    def _say_own_fact(self, key, label, found, say):
        note = found["reason_label"] or self.env._("n = %s", self._say_number(found["n"]))
        return {"key": key, "label": label, "value": say(found), "note": note}

    def _say_own(self, row):
        """:return: the same in one line, for mails; the score and who waits have their own"""
        said = [
            self.env._(
                "%(label)s: %(value)s (%(note)s).",
                label=fact["label"],
                value=fact["value"],
                note=fact["note"],
            )
            for fact in row["facts"]
            if fact["key"] in ("answer", "promises", "withdrawn")
        ]
        return " ".join(said)
