from time import perf_counter

from odoo.tests import tagged

from ..cases.ads import GOOD, SWEDISH, AdCase


@tagged("post_install", "-at_install")
class TestAdPoints(AdCase):
    """What each point of the checklist sees in an ad."""

    def assertState(self, code, state, **typed):
        found = self.points(typed=typed)[code]
        self.assertEqual(found["state"], state, found)
        return found

    def test_a_good_ad(self):
        found = self.look()
        bad = {p["code"]: p["reason"] for p in found["points"] if p["state"] != "ok"}
        self.assertEqual(bad, {})
        self.assertEqual((found["score"], found["state"]), (100, "good"))

    def test_each_part_that_is_left_out_is_named(self):
        for heading, code in (
            ("What you will do", "tasks"),
            ("What can be hard", "hard"),
            ("How you learn and grow", "training"),
            ("Benefits", "benefits"),
            ("What you work with", "equipment"),
            ("Hours and place", "hours"),
            ("What happens when you apply", "process"),
        ):
            begin = GOOD.index(f"<h2>{heading}")
            end = GOOD.find("<h2>", begin + 4)
            without = GOOD[:begin] + GOOD[end:]
            with self.subTest(heading):
                found = self.points(typed={"website_description": without})[code]
                self.assertIn(found["state"], ("missing", "thin"))
                self.assertEqual(found["mend"]["do"], "insert")
                self.assertIn("[", found["mend"]["prompt"])
                whole = without.replace("</div></section>", "%s</div></section>")
                mended = whole % f"<h2>{heading}</h2><p>{found['mend']['prompt']}</p>"
                states = self.states(typed={"website_description": mended})
                self.assertEqual(states["placeholders"], "missing", "still to be filled in")

    def test_nothing_written(self):
        found = self.look(typed={"name": "", "website_description": "", "pay_min": 0, "pay_max": 0})
        self.assertLess(found["score"], 20)
        codes = {p["code"] for p in found["points"]}
        hygiene = {"wording", "placeholders", "reading", "sample", "language"}
        self.assertFalse(hygiene & codes, "no merit where nothing is written")

    def test_titles(self):
        for title, state in (
            ("Planner of bread deliveries", "ok"),
            ("Baker", "thin"),
            ("Medarbetare", "thin"),
            ("PLANNER OF BREAD", "thin"),
            ("Planner HR-2026 night", "thin"),
            ("Planner ref 4711 night", "thin"),
            ("Join us now!", "thin"),
            ("Planner of deliveries by night and by day in all of Uppsala and Knivsta", "thin"),
            ("Salesman for bread", "missing"),
            ("Sales ninja", "missing"),
            ("", "missing"),
        ):
            found = self.assertState("title", state, name=title)
            if state != "ok":
                self.assertTrue(found["reason"], title)
                self.assertEqual(found["mend"], {"do": "field", "name": "name"})

    def test_pay(self):
        self.assertState("pay", "missing", pay_min=0, pay_max=0)
        text = GOOD + "<p>The pay is SEK 31,000–36,000 a month.</p>"
        self.assertState("pay", "ok", pay_min=0, pay_max=0, website_description=text)
        vague = GOOD + "<p>We offer a competitive salary.</p>"
        self.assertState("pay", "missing", pay_min=0, pay_max=0, website_description=vague)

    def test_wording(self):
        bad = GOOD.replace("six colleagues", "a young team of rock stars")
        found = self.assertState("wording", "missing", website_description=bad)
        first = found["details"][0]
        self.assertEqual(first["words"], "young team")
        self.assertEqual(first["mend"], {"do": "replace", "found": "young team", "by": "team"})
        self.assertTrue(first["reason"])
        bad = GOOD.replace("six colleagues", "six rock stars")
        self.assertState("wording", "thin", website_description=bad)
        bad = GOOD.replace("six colleagues", "six team players")
        self.assertState("wording", "ok", website_description=bad)

    def test_demands(self):
        items = "".join(f"<li>Demand number {number}</li>" for number in "abcdefgh")
        many = GOOD.replace("<ul>", f"<ul>{items}", 1)
        found = self.assertState("demands", "missing", website_description=many)
        self.assertIn("11", found["reason"])
        none = GOOD.replace("<h2>What you need</h2>", "<h2>Also</h2>")
        self.assertState("demands", "thin", website_description=none)

    def test_odoo_s_sample(self):
        sample = self.env["hr.job"]._get_default_website_description()
        found = self.assertState("sample", "missing", website_description=sample)
        self.assertEqual(found["mend"], {"do": "outline"})
        untouched = self.env["hr.job"].create({"name": "Planner of bread"})
        self.assertLess(self.look(untouched)["score"], 25, "a sample is no ad")
        one = GOOD.replace("</ul>", "<li>Valid work permit for Belgium</li></ul>", 1)
        found = self.assertState("sample", "thin", website_description=one)
        self.assertEqual(found["details"][0]["words"], "Valid work permit for Belgium")

    def test_odoo_s_sample_in_swedish(self):
        swedish = self.env["hr.job"].with_context(lang="sv_SE")
        sample = swedish._get_default_website_description()
        self.assertState("sample", "missing", website_description=sample)

    def test_odoo_s_sample_of_a_process(self):
        self.assertState("sample", "ok")
        self.job.job_details = self.env["hr.job"]._get_default_job_details()
        found = self.assertState("sample", "thin")
        self.assertEqual(found["mend"], {"do": "field", "name": "job_details"})

    def test_placeholders(self):
        for words in ("[company]", "XX", "lorem ipsum", "{{ object.name }}", "TBD"):
            text = GOOD.replace("a bakery", words, 1)
            found = self.assertState("placeholders", "missing", website_description=text)
            self.assertIn(words, found["reason"])

    def test_a_swedish_ad_with_english_headings(self):
        self.website.write(
            {
                "language_ids": [(6, 0, self.env["res.lang"]._lang_get("sv_SE").ids)],
                "default_lang_id": self.env["res.lang"]._lang_get("sv_SE").id,
            }
        )
        swedish = self.job.with_context(lang="sv_SE")
        swedish.website_description = SWEDISH
        found = {p["code"]: p for p in swedish._check_ad()[self.job.id]["points"]}
        self.assertEqual(found["language"]["state"], "thin")
        words = {detail["words"] for detail in found["language"]["details"]}
        self.assertEqual(words, {"Responsibilities", "Requirements"})
        self.assertEqual(found["tasks"]["state"], "ok")
        self.assertEqual(found["demands"]["state"], "ok")
        self.assertEqual(found["team"]["mend"]["heading"], "Ditt team")

    def test_a_language_that_is_not_written(self):
        self.read_in_swedish_too()
        found = self.points()
        self.assertEqual(found["translated"]["state"], "missing")
        self.assertIn("Svenska", found["translated"]["reason"])
        self.assertEqual(found["translated"]["mend"], {"do": "translate"})
        self.assertEqual(found["team"]["state"], "ok", "said once, not twice")

    def test_each_language_is_checked(self):
        self.read_in_swedish_too()
        words = {
            "Benefits": "Annat",
            "Thirty days of holidays, a pension as in the agreement, and lunch on all days.": (
                "Vi ordnar lunch."
            ),
        }
        self.job.update_field_translations("website_description", {"sv_SE": words})
        found = self.points()
        self.assertEqual(found["translated"]["state"], "ok")
        self.assertEqual(found["benefits"]["state"], "missing")
        self.assertTrue(found["benefits"]["reason"].startswith("Svenska"), found["benefits"])
        self.assertEqual(found["benefits"]["mend"], {"do": "translate"})
        self.assertEqual(found["language"]["state"], "thin", "most of it is English still")

    def test_a_point_of_the_companys_own(self):
        by_words, by_hand = self.checks.create(
            [
                {"name": "Rye", "looks": "words", "words": "rye|råg*", "company_id": False},
                {"name": "Seen by the union", "looks": "hand", "company_id": False},
            ]
        )
        found = {p["id"]: p for p in self.look()["points"]}
        self.assertEqual(found[by_words.id]["state"], "ok")
        self.assertEqual(found[by_hand.id]["mend"], {"do": "tick", "id": by_hand.id})
        self.job.with_user(self.ada).tick_ad_point(by_hand.id, True)
        found = {p["id"]: p for p in self.look()["points"]}
        self.assertEqual(found[by_hand.id]["state"], "ok")

    def test_many_jobs_take_as_many_queries_as_few(self):
        self.read_in_swedish_too()
        jobs = self.env["hr.job"].create(
            [{"name": f"Baker {n}", "website_description": GOOD} for n in range(30)]
        )
        counts = []
        for number in (5, 30):
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            jobs[:number]._check_ad()
            counts.append(self.env.cr.sql_log_count - before)
        self.assertLessEqual(counts[1], counts[0] + 1, counts)

    def test_while_somebody_types(self):
        text = GOOD + "<p>%s</p>" % ("You will plan the deliveries for our vans. " * 80)
        self.assertGreater(len(text), 5000)
        self.look(typed={"website_description": text})
        start = perf_counter()
        self.look(typed={"website_description": text})
        self.assertLess(perf_counter() - start, 0.5, "50 ms on a quiet machine")
