"""The booking test: many press at once, and nobody is booked twice.

`python -m dev.proofs.booking -d DATABASE [-c CONFIG]` on a copy of a database in which the
addon is installed. A hundred candidates are offered the same ten times of one interviewer,
and all press a moment apart, on their own pages, through the whole of Odoo and with real
connections: ten for each time. Afterwards ten interviews are booked, each time once, and
ninety candidates were told that somebody was quicker; nobody saw an error.

Then ten candidates press the same time twice each, as from two telephones.
"""

import re
import sys
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

from werkzeug.test import Client

from odoo import http
from odoo.api import Environment
from odoo.orm.utils import SUPERUSER_ID
from odoo.tools import config

from .. import process
from ..bench.booking import tell
from ..place import ADDON

CANDIDATES, TIMES = 100, 10
# As many at a time as a server has connections for.
AT_ONCE = 32
SECONDS_TO_READ = 3
FORM = re.compile(r'name="form" value="([^"]+)"')


def fill(env):
    """:return: (offers, the ten times)"""
    env.ref("base.group_user")._apply_group(env.ref(f"{ADDON}.group_booking"))
    # Ten hours, in which nobody else is met; no calendar of Odoo writes to anybody.
    env["ir.config_parameter"].set_param("calendar.block_mail", "1")
    job = env["hr.job"].create({"name": "Race", "user_id": env.ref("base.user_admin").id})
    env["hr.interview.booking.rule"].create(
        {
            "name": "Race",
            "job_ids": job.ids,
            "buffer_before": 0,
            "buffer_after": 0,
            "most_per_day": 20,
        }
    )
    user = env["res.users"].create(
        {
            "name": "Eva",
            "login": "eva.race",
            "email": "eva@company.example",
            "group_ids": [(6, 0, env.ref("base.group_user").ids)],
        }
    )
    applicants = process.make_applicants(
        env, CANDIDATES, job_id=job.id, user_id=env.ref("base.user_admin").id
    )
    applicants._ensure_page_tokens()
    offers = env["hr.interview.booking"]._offer(applicants, user, [], minutes=30)
    tell(env, offers)
    times = [start for start, _who in offers[0]._find_times()]
    # Meetings take all but ten of the times.
    for start in times[TIMES:]:
        env["calendar.event"].create(
            {
                "name": "x",
                "start": start,
                "stop": start + timedelta(minutes=30),
                "partner_ids": user.partner_id.ids,
            }
        )
    return offers, times[:TIMES]


class Candidate:
    """Somebody who has opened the own page, and presses."""

    def __init__(self, path, offer_id):
        self.path, self.offer_id = path, offer_id
        page = Client(http.root).get(path)
        self.form = FORM.search(page.get_data(as_text=True)).group(1)

    def press(self, start):
        """:return: what the server answered"""
        answer = Client(http.root).post(
            self.path,
            data={
                "part": "book",
                "form": self.form,
                "booking": str(self.offer_id),
                "start": str(start),
            },
        )
        return answer.status_code


def count_booked(registry):
    """:return: Counter of the starts of all interviews"""
    with registry.cursor() as cr:
        cr.execute("SELECT start FROM calendar_event WHERE applicant_id IS NOT NULL AND active")
        return Counter(start for (start,) in cr.fetchall())


def press_at_once(work):
    with ThreadPoolExecutor(AT_ONCE) as pool:
        return Counter(pool.map(lambda job: job[0].press(job[1]), work))


def main():
    """:return: exit code: 1 if anybody was booked twice, or saw an error"""
    options = process.parser(__doc__).parse_args()
    registry = process.load(options)
    config["db_name"] = [options.database]
    config["dbfilter"] = f"^{options.database}$"
    with registry.cursor() as cr:
        env = Environment(cr, SUPERUSER_ID, {})
        before = count_booked(registry)
        offers, times = fill(env)
        paths = [(offer.applicant_id._page_path(), offer.id) for offer in offers]
    candidates = [Candidate(*path) for path in paths]
    time.sleep(SECONDS_TO_READ)
    begun = time.monotonic()
    work = [(each, times[number % TIMES]) for number, each in enumerate(candidates)]
    answers = press_at_once(work)
    seconds = time.monotonic() - begun
    booked = count_booked(registry) - before
    print(f"{CANDIDATES} presses on {TIMES} times in {seconds:.1f} s: {dict(answers)}")
    good = booked == Counter(times) and answers == {303: TIMES, 409: CANDIDATES - TIMES}
    winners = [each for each, start in work if each.press(start) == 303]
    twice = press_at_once([(each, start) for each, start in work if each in winners] * 2)
    print(f"pressed twice by those who have it: {dict(twice)}")
    good = good and set(twice) == {303} and count_booked(registry) - before == booked
    print("each time booked once" if good else f"WRONG: {booked}")
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
