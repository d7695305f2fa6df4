import base64
from collections import defaultdict

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.tools.misc import format_date

from ..batch import get_today
from ..feedback.choices import MOMENTS
from . import exchange_file
from .statistics import find_percentiles

# Employers whose figures are put together; one of them may be ourselves.
FEWEST = 5
MANAGERS = "hr_recruitment_candidate_experience.group_experience_manager"


class HrRecruitmentExchange(models.Model):
    """An employer who takes part in the exchange of figures, with the newest file of theirs;
    and ourselves, with what we have given."""

    _name = "hr.recruitment.exchange"
    _description = "Exchanged Figures"
    _inherit = "hr.candidate.guard.mixin"
    _order = "is_own desc, name, id"

    name = fields.Char("Employer", required=True)
    active = fields.Boolean(default=True)
    company_id = fields.Many2one(
        "res.company", required=True, readonly=True, index=True, ondelete="cascade"
    )
    key = fields.Char(required=True, readonly=True, technical=True)
    is_own = fields.Boolean("Ourselves", readonly=True)
    made = fields.Date("File Made On", required=True, readonly=True)
    file = fields.Binary(attachment=False, readonly=True)
    file_name = fields.Char(compute="_compute_file_name")
    figure_ids = fields.One2many(
        "hr.recruitment.exchange.figure", "exchange_id", "Figures", readonly=True
    )
    newest_year = fields.Integer(
        "Latest Year", compute="_compute_newest_year", store=True, aggregator=None
    )

    _once = models.Constraint(
        "UNIQUE (company_id, key)", "This employer takes part already: import the newer file."
    )

    @api.depends("figure_ids.year")
    def _compute_newest_year(self):
        for exchange in self:
            exchange.newest_year = max(exchange.figure_ids.mapped("year"), default=0)

    @api.depends("made", "name")
    def _compute_file_name(self):
        for exchange in self:
            exchange.file_name = f"candidate-experience-{exchange.made}.json"

    # Ours --------------------------------------------------------------------------------------

    @api.model
    def _give(self, company, name):
        """Make our file; the one before is replaced.

        :param str name: what the others see, may be empty
        :return: our ``hr.recruitment.exchange``
        :raise UserError: where there is nothing to give yet"""
        self._check_manager()
        figures = company._find_exchange_figures()
        if not figures:
            raise UserError(self.env._("No moment has enough answers yet, so there is no file."))
        seed, today = company._get_exchange_seed(), get_today(self.env)
        company.sudo().exchange_name = name = " ".join((name or "").split())
        content = exchange_file.write_file(seed, today, name, figures)
        given = exchange_file.read_file(content, today)
        own = self._keep(company, given, company.name)
        own.sudo().write({"is_own": True, "file": base64.b64encode(content)})
        return own

    # Those of others ---------------------------------------------------------------------------

    @api.model
    def _take(self, company, content):
        """Take in a file of another employer; their older one is replaced.

        :param bytes content: anything
        :return: their ``hr.recruitment.exchange``
        :raise UserError: says what is wrong with the file; nothing is changed then"""
        self._check_manager()
        given = self._read(company, content)
        letters = given.key[:4].upper()
        return self._keep(company, given, given.name or self.env._("Employer %s", letters))

    @api.model
    def _read(self, company, content):
        """:return: ``Exchanged``, of somebody else and not older than what is here
        :raise UserError: says what is wrong"""
        try:
            given = exchange_file.read_file(content, get_today(self.env))
        except exchange_file.ExchangeError as error:
            raise UserError(self._say_fault(error.args[0])) from None
        if company.sudo().exchange_seed:
            if given.key == exchange_file.get_key(company.sudo().exchange_seed):
                raise UserError(self.env._("You have made this file yourselves."))
        known = self._find_known(company, given)
        if known.made and known.made > given.made:
            newer = format_date(self.env, known.made)
            raise UserError(
                self.env._("This file is older than the one that is here, made on %s.", newer)
            )
        if not given.figures:
            raise UserError(self.env._("There is no figure in this file."))
        return given

    def _say_fault(self, fault):
        return {
            "unreadable": self.env._("This is not a file of the exchange, or it is damaged."),
            "newer": self.env._(
                "This file was made by a later version of the app. Update yours, or ask for a file "
                "of the earlier format."
            ),
            "altered": self.env._(
                "Somebody has changed this file since it was made. Ask the employer for it again."
            ),
            "wrong": self.env._("This file has figures that cannot be. Ask the employer about it."),
        }[fault]

    def _check_manager(self):
        if not self.env.user.has_group(MANAGERS):
            raise AccessError(self.env._("Figures are exchanged by candidate experience managers."))

    @api.model
    def _find_known(self, company, given):
        found = [("company_id", "=", company.id), ("key", "=", given.key)]
        return self.sudo().with_context(active_test=False).search(found)

    @api.model
    def _keep(self, company, given, name):
        exchange = self._find_known(company, given)
        figures = [fields.Command.clear()]
        figures += [fields.Command.create(figure._asdict()) for figure in given.figures]
        values = {"made": given.made, "figure_ids": figures}
        if exchange:
            exchange.write(values)
        else:
            values |= {"company_id": company.id, "key": given.key, "name": name}
            exchange = self.sudo().create(values)
        return exchange.with_env(self.env)

    # Compared ----------------------------------------------------------------------------------

    @api.model
    def _read_for_report(self, company_ids, moments):
        """The middle of all who take part, ourselves included, of each moment: of the latest
        year for which there are five.

        :param company_ids: ids of companies; an employer whom two of them know counts once
        :param moments: keys, or empty: all
        :return: list of dicts, as ``hr.recruitment.benchmark`` has them, with ``low`` and
            ``high`` (quartiles, points) and ``n`` (employers)"""
        newest = {}
        for exchange in self.sudo().search([("company_id", "in", company_ids)], order="made, id"):
            newest[exchange.key] = exchange
        cells = defaultdict(list)
        for figure in self.browse(exchange.id for exchange in newest.values()).sudo().figure_ids:
            cells[figure.moment, figure.year].append(figure.score)
        latest = {}
        for (moment, year), scores in sorted(cells.items()):
            if len(scores) >= FEWEST and (not moments or moment in moments):
                latest[moment] = year
        return [
            self._describe(moment, latest[moment], cells[moment, latest[moment]])
            for moment, _label in MOMENTS
            if moment in latest
        ]

    def _describe(self, moment, year, scores):
        counts = {score: scores.count(score) for score in scores}
        low, median, high = find_percentiles(counts, (0.25, 0.5, 0.75))
        labels = dict(self.figure_ids._fields["moment"]._description_selection(self.env))
        say_number = self.env["hr.recruitment.experience.report"]._say_number
        return {
            "name": self.env._(
                "%(moment)s: median of %(n)s employers", moment=labels[moment], n=len(scores)
            ),
            "value": median,
            "low": low,
            "high": high,
            "n": len(scores),
            "moment": moment,
            "outcome": False,
            "source": self.env._(
                "Exchanged; half from %(low)s to %(high)s",
                low=say_number(low),
                high=say_number(high),
            ),
            "url": "",
            "year": year,
            "own": False,
            "exchanged": True,
        }

    # Buttons -----------------------------------------------------------------------------------

    def action_download(self):
        """Our file, once more."""
        self.ensure_one()
        self.check_access("read")
        return {
            "type": "ir.actions.act_url",
            "url": f"/web/content/{self._name}/{self.id}/file?download=true"
            f"&filename={self.file_name}",
            "target": "download",
        }


class HrRecruitmentExchangeFigure(models.Model):
    """The cNPS of one moment of an employer in a year, rounded."""

    _name = "hr.recruitment.exchange.figure"
    _description = "Exchanged Figure"
    _inherit = "hr.candidate.guard.mixin"
    _order = "year desc, id"

    exchange_id = fields.Many2one(
        "hr.recruitment.exchange",
        "Employer",
        required=True,
        readonly=True,
        index=True,
        ondelete="cascade",
    )
    company_id = fields.Many2one(related="exchange_id.company_id", store=True, index=True)
    year = fields.Integer(required=True, readonly=True, aggregator=None)
    moment = fields.Selection(MOMENTS, required=True, readonly=True)
    until = fields.Date("Answers Until", required=True, readonly=True)
    answers = fields.Integer(required=True, readonly=True, help="Rounded down to steps of 5.")
    score = fields.Integer(
        "cNPS", required=True, readonly=True, aggregator=None, help="Rounded to steps of 5."
    )
