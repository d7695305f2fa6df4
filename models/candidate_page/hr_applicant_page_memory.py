import re
from datetime import datetime

from markupsafe import Markup

from odoo import models

from ..batch import get_now
from ..rendering.dates_in_words import say_moment
from .page_requests import SHOWN

# By which a person replies, see ``_notify_thread``.
WRITTEN = ("comment", "email", "sms")
# Of an email that has left, and of an SMS.
ARRIVED = ("sent", "pending")
# In a reply: on the page, the way to the page leads nowhere but to a place on it.
TO_THE_PAGE = re.compile(r'href="[^"]*/candidate/page/[^"#]*#?([^"]*)"')


class HrApplicantPageMemory(models.Model):
    """What the candidate has asked and proposed on the page, and what came of it: only
    what has reached the candidate."""

    _inherit = "hr.applicant"

    def _remember(self, kind, **values):
        """:param str kind: key of ``hr.applicant.page.request``
        :param values: of the request, as the candidate gave them
        :return: ``hr.applicant.page.request``, as superuser"""
        return (
            self.env["hr.applicant.page.request"]
            .sudo()
            .create({"applicant_id": self.id, "kind": kind, "date": get_now(self.env), **values})
        )

    def _get_page_memory(self):
        """:return: list of dicts of the latest questions and proposals, the newest
        first: ``kind``, ``day`` it was asked, ``text``, what was proposed (``meeting``,
        ``times``), ``state`` (``open``, ``replied``, ``moved``, ``gone`` or ``over``),
        ``now`` (when the interview is instead) and ``replies``"""
        asked = self.page_request_ids.filtered(lambda r: r.kind in ("question", "time"))[:SHOWN]
        if not asked:
            return []
        messages = self._find_page_replies(asked[-1].date)
        arrived = self._filter_arrived(messages)
        told = self._get_told_meetings()
        memory, until = [], None
        for request in asked:
            between = arrived.filtered(
                lambda m, r=request, u=until: m.date >= r.date and (not u or m.date < u)
            )
            memory.append(
                {
                    "kind": request.kind,
                    "day": self._say_date(self._to_candidate_time(request.date)),
                    "text": request.text,
                    **self._get_proposal(request, told),
                    "replies": [
                        self._get_page_reply(message)
                        for message in between.with_prefetch(arrived.ids)
                    ],
                }
            )
            if memory[-1].get("state") is None:
                memory[-1]["state"] = self._get_reply_state(request, messages, arrived)
            until = request.date
        return memory

    def _find_page_replies(self, since):
        """:param datetime since: naive UTC
        :return: ``mail.message`` of colleagues to the candidate, the oldest first, those
            that have not arrived among them; what the plan sent is none"""
        if not self.partner_id:
            return self.env["mail.message"]
        messages = self.env["mail.message"].search(
            [
                ("model", "=", self._name),
                ("res_id", "=", self.id),
                ("message_type", "in", WRITTEN),
                ("date", ">=", since),
                ("author_id", "!=", self.partner_id.id),
                ("notification_ids.res_partner_id", "=", self.partner_id.id),
            ],
            order="date, id",
        )
        planned = self.communication_ids.message_id
        return messages.filtered(lambda m: m not in planned and m.author_id._is_colleague())

    def _filter_arrived(self, messages):
        candidate = self.partner_id
        return messages.filtered(
            lambda message: any(
                notice.res_partner_id == candidate and notice.notification_status in ARRIVED
                for notice in message.notification_ids
            )
        )

    def _get_reply_state(self, request, messages, arrived):
        """What was noted as replied, by telephone for instance, is; a message on its way
        is not, yet."""
        if any(message.date >= request.date for message in arrived):
            return "replied"
        under_way = any(message.date >= request.date for message in messages)
        replied = self.replied_date and self.replied_date >= request.date
        return "replied" if replied and not under_way else "open"

    def _get_page_reply(self, message):
        body = Markup(TO_THE_PAGE.sub(r'href="#\1"', message.body))
        return {
            "day": self._say_date(self._to_candidate_time(message.date)),
            "name": message.author_id.name,
            "body": body,
            "has_files": bool(message.attachment_ids),
        }

    def _get_proposal(self, request, told):
        """:param dict told: see ``_get_told_meetings``
        :return: dict of what was proposed for which interview, and what came of it by
            what the candidate knows; the ``state`` is left to the replies otherwise"""
        if request.kind != "time":
            return {}
        start, meeting = request.meeting_start, request.meeting_id
        country = meeting and meeting._find_country_to_come_to()
        times = [self._to_candidate_time(start), *self._read_proposed(request)]
        said, *times = (self._say_with_zone(moment, country) for moment in times)
        proposal = {"meeting": said, "times": times}
        known = told.get(request.meeting_id.sudo())
        if known and known != start:
            proposal["state"] = "moved"
            proposal["now"] = self._say_with_zone(self._to_candidate_time(known), country)
        elif not known:
            proposal["state"] = "over" if start < get_now(self.env) else "gone"
        return proposal

    def _read_proposed(self, request):
        tz = self._get_candidate_tz()
        return [datetime.fromisoformat(text).astimezone(tz) for text in request.times or ()]

    def _say_with_zone(self, moment, country):
        return self._name_zone(say_moment(self.env, moment), moment, country)
