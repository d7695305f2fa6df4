"""Five employers in two databases exchange figures, and all see the same middle.

`python -m dev.proofs.exchange -d DATABASE [-c CONFIG]` on a copy of a database in which the
addon is installed; it makes another copy. Three companies answer in the one and two in the
other, each gives a file and takes in those of the others. What each report says is compared
with quartiles that are worked out here, from the answers that were invented.
"""

import random
import statistics
import sys
from base64 import b64decode
from datetime import date

from odoo.api import Environment
from odoo.modules.registry import Registry
from odoo.orm.utils import SUPERUSER_ID

from .. import database, process
from ..place import ADDON

EMPLOYERS = {"first": ("Alm", "Bok", "Ek"), "second": ("Lind", "Rönn")}
YEAR = date.today().year - 1


def main():
    """:return: exit code"""
    options = process.parser(__doc__).parse_args()
    process.configure(options)
    names = {"first": options.database, "second": f"{options.database}_second"}
    database.clone(options.database, names["second"])
    try:
        scores = {name: invent(name) for group in EMPLOYERS.values() for name in group}
        files = {}
        for group, members in EMPLOYERS.items():
            answers = {name: scores[name] for name in members}
            files |= process.apart(give, names[group], answers)
        found = {}
        for group, members in EMPLOYERS.items():
            found |= process.apart(take, names[group], members, files)
    finally:
        database.drop(names["second"])
    return judge(scores, files, found)


def invent(name):
    """:return: list of scores (0 … 10), always the same of an employer"""
    chance = random.Random(name)
    return chance.choices(range(11), chance.choices(range(1, 9), k=11), k=chance.randrange(20, 90))


def give(name, answers):
    """:return: dict employer → bytes of the file"""
    files = {}
    with Registry(name).cursor() as cr:
        env = Environment(cr, SUPERUSER_ID, {})
        for employer, scores in answers.items():
            company = env["res.company"].create({"name": employer})
            env["hr.recruitment.feedback"].create(
                [
                    {
                        "score": score,
                        "moment": "applied",
                        "anonymity": "confidential",
                        "response_date": date(YEAR, 5, 4),
                        "company_id": company.id,
                    }
                    for score in scores
                ]
            )
            own = act(env, company)["hr.recruitment.exchange"]._give(company, employer)
            files[employer] = b64decode(own.with_context(bin_size=False).file)
        cr.commit()
    return files


def take(name, members, files):
    """:return: dict employer → its row of the report"""
    rows = {}
    with Registry(name).cursor() as cr:
        env = Environment(cr, SUPERUSER_ID, {})
        for employer in members:
            company = env["res.company"].search([("name", "=", employer)])
            mine = act(env, company)
            for other, content in files.items():
                if other != employer:
                    mine["hr.recruitment.exchange"]._take(company, content)
            benchmarks = mine["hr.recruitment.experience.report"].get_data({})["benchmarks"]
            rows[employer] = [row for row in benchmarks if row["exchanged"]]
        cr.commit()
    return rows


def act(env, company):
    """:return: environment of the administrator in that company"""
    admin = env.ref("base.user_admin")
    admin.write(
        {
            "company_ids": [(4, company.id)],
            "group_ids": [(4, env.ref(f"{ADDON}.group_experience_manager").id)],
        }
    )
    return env(user=admin.id, context={"allowed_company_ids": company.ids})


def judge(scores, files, found):
    rounded = [find_rounded(each) for each in scores.values()]
    quartiles = statistics.quantiles(rounded, n=4, method="inclusive")
    print(f"cNPS of {', '.join(scores)}: {rounded}, rounded; quartiles {quartiles}")
    good = len(files) == len(scores)
    for employer, rows in found.items():
        said = [[row["low"], row["value"], row["high"]] for row in rows]
        good &= said == [quartiles] and rows[0]["n"] == len(scores)
        print(f"{employer}: {said}")
    print("OK" if good else "MISSED")
    return not good


def find_rounded(scores):
    promoters = sum(score >= 9 for score in scores)
    detractors = sum(score <= 6 for score in scores)
    points = 100 * (promoters - detractors) / len(scores)
    return min(range(-100, 101, 5), key=lambda step: (abs(step - points), -step))


if __name__ == "__main__":
    sys.exit(main())
