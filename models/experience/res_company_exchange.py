from odoo import fields, models
from odoo.tools import SQL

from ..batch import get_today
from ..feedback.choices import MOMENTS
from . import exchange_file

# Years whose figures are given, this one included.
YEARS = 5
ORDER = [key for key, _label in MOMENTS]


class ResCompanyExchange(models.Model):
    """What a company gives to other employers: rounded cNPS by moment and year."""

    _inherit = "res.company"

    exchange_seed = fields.Char(copy=False, readonly=True, groups=fields.NO_ACCESS)
    exchange_name = fields.Char(
        "Name in Exchanged Files", size=exchange_file.MOST_LETTERS, copy=False
    )

    def _get_exchange_seed(self):
        """:return: the secret that its files are signed with; made when it is needed first"""
        self.ensure_one()
        company = self.sudo()
        if not company.exchange_seed:
            company.exchange_seed = exchange_file.make_seed()
        return company.exchange_seed

    def _find_exchange_figures(self):
        """Answers of whole quarters, of this year and the four before. A moment has a figure
        as soon as enough have answered, and goes on to a later quarter when as many again have:
        what two files of different days differ by is never a few answers. A quarter counts
        from its second month after on, when anonymous answers of its last one are out.

        :return: list of ``Figure``, the latest year first, in the order of the moments"""
        self.ensure_one()
        found, least = [], max(self.sudo().feedback_min_scores, exchange_file.STEP)
        cells = {}
        for year, quarter, moment, n, total in self.env.execute_query(self._select_quarters()):
            cells.setdefault((year, moment), []).append((quarter, n, total))
        for (year, moment), quarters in sorted(cells.items(), key=_order):
            until, n, total = _step(sorted(quarters), least)
            if until:
                end = fields.Date.end_of(fields.Date.to_date(f"{year}-{3 * until:02}-01"), "month")
                found.append(exchange_file.round_figure(year, moment, end, n, total))
        return found

    def _select_quarters(self):
        self.env["hr.recruitment.feedback"].flush_model()
        today = get_today(self.env)
        a_month_ago = fields.Date.subtract(fields.Date.start_of(today, "month"), months=1)
        return SQL(
            """
            SELECT EXTRACT(YEAR FROM response_date)::int, EXTRACT(QUARTER FROM response_date)::int,
                   moment, COUNT(nps_value)::int, (SUM(nps_value) / 100)::int
              FROM hr_recruitment_feedback
             WHERE released AND company_id = %s AND nps_value IS NOT NULL
               AND response_date >= %s AND response_date < %s
          GROUP BY 1, 2, 3
            """,
            self.id,
            fields.Date.to_date(f"{today.year - YEARS + 1}-01-01"),
            fields.Date.start_of(a_month_ago, "quarter"),
        )


def _order(cell):
    (year, moment), _quarters = cell
    return -year, ORDER.index(moment)


def _step(quarters, least):
    """:param quarters: list of (quarter, answers, promoters minus detractors), in order
    :return: the last quarter that is reached in steps of at least so many answers, or 0, and
        what there is until its end"""
    until = given = given_total = n = total = 0
    for quarter, answers, sum_of in quarters:
        n, total = n + answers, total + sum_of
        if n - given >= least:
            until, given, given_total = quarter, n, total
    return until, given, given_total
