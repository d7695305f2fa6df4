from .access import AccessCase

GROUP = "hr_recruitment_candidate_experience.group_advert"

GOOD = """
<section><div class="container">
<h2>About us</h2>
<p>We are a bakery in Uppsala, founded in 1987 by two sisters. We bake bread for shops and
schools, and we want people to eat well every day. Our customers come back for the rye.</p>
<h2>What you will do</h2>
<p>You will plan the deliveries for our three vans and talk to the shops when something
changes. Your days begin with the list of orders. You will look after the vans, order parts
when they are needed, and help to pack in December. Once a week you will write to the shops
about what comes next. You decide how the routes run, and change them when it rains.</p>
<h2>What you need</h2>
<ul><li>Some years of planning transports</li><li>Good Swedish, spoken and written</li>
<li>A licence for a van, because you drive now and then</li></ul>
<h2>Your team</h2>
<p>You work with six colleagues in the bakery and two drivers. Eva leads the team, and we
meet on Mondays with coffee.</p>
<h2>What you will like about it</h2>
<p>We offer a workplace where you see what comes of your work. You get fresh bread, and your
own keys. The best part, say those who do it, is the mornings.</p>
<h2>What can be hard</h2>
<p>It is busy before Christmas, and some mornings begin at five. It helps that we share them.</p>
<h2>Hours and place</h2>
<p>Full time, 38 hours a week, permanent, in our house by the river. Two days from home a month.</p>
<h2>How you learn and grow</h2>
<p>In the first weeks Eva is your mentor. You can learn to drive a lorry, and we pay the course.</p>
<h2>Benefits</h2>
<p>Thirty days of holidays, a pension as in the agreement, and lunch on all days.</p>
<h2>What you work with</h2>
<p>A laptop, a work phone, our software for routes, and a desk with a view.</p>
<h2>What happens when you apply</h2>
<p>We answer within 5 working days. You meet Eva for an interview, and the team for lunch.
We say yes or no at the latest one week later.</p>
<h2>Questions?</h2>
<p>Call Eva Berg, 018-12 34 567, or write to eva@bakery.example. She likes to be asked.</p>
</div></section>
"""
SWEDISH = """
<section><div class="container">
<h2>Om oss</h2>
<p>Vi är ett bageri i Uppsala, grundat 1987 av två systrar. Vi bakar bröd till butiker och
skolor och vill att fler ska äta gott varje dag. Våra kunder kommer tillbaka för rågen.</p>
<h2>Responsibilities</h2>
<p>Du kommer att planera turerna för våra tre bilar och prata med butikerna när något ändras.
Dina dagar börjar med listan över det som är beställt. Du ser till bilarna, köper delar när
det behövs och hjälper till att packa i december.</p>
<h2>Requirements</h2>
<ul><li>Några år med transporter</li><li>God svenska i tal och skrift</li></ul>
</div></section>
"""
PAY = {"pay_min": 31_000, "pay_max": 36_000}


class AdCase(AccessCase):
    """A company that uses the room, and a job position with an ad that is fine."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["res.lang"]._activate_lang("sv_SE")
        cls._switch(True)
        cls.website = cls.env["website"].search([], order="sequence, id", limit=1)
        cls.website.company_id = cls.company
        english = cls.env.ref("base.lang_en")
        cls.website.write({"language_ids": [(6, 0, english.ids)], "default_lang_id": english.id})
        cls.checks = cls.env["hr.recruitment.ad.check"]
        cls.job.write(
            {
                "name": "Planner of bread deliveries",
                "website_description": GOOD,
                "job_details": "<p>We answer within five days.</p>",
                "website_id": cls.website.id,
                **PAY,
            }
        )

    @classmethod
    def _switch(cls, on):
        everybody = cls.env.ref("base.group_user")
        (everybody._apply_group if on else everybody._remove_group)(cls.env.ref(GROUP))

    def look(self, job=None, typed=None, **context):
        job = self.job if job is None else job
        return job.with_context(**context)._check_ad(typed)[job.id]

    def points(self, *args, **kwargs):
        """:return: dict code → point"""
        return {point["code"]: point for point in self.look(*args, **kwargs)["points"]}

    def states(self, *args, **kwargs):
        return {code: point["state"] for code, point in self.points(*args, **kwargs).items()}

    def bind(self, *codes):
        """The company makes points binding."""
        self.checks.search([("code", "in", codes)], limit=50).binding = True

    def read_in_swedish_too(self):
        swedish = self.env["res.lang"]._lang_get("sv_SE")
        self.website.language_ids = [(4, swedish.id)]
