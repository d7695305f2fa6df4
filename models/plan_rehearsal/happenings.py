"""What people do to an application while a plan is rehearsed: by the ways in that they have."""

from datetime import timedelta

from .story import INTERVIEW_AFTER, MOVED_BY, NOTICE_DAYS, find_work_time

# Nobody: reserved for examples (RFC 2606), and for films (the Swedish Post and Telecom
# Authority's numbers for fiction, 070-174 06 05 to 99).
NAME, ADDRESS, PHONE = "Kim Example", "kim.example@candidate.example", "+46701740605"


class Happenings:
    """One method for each event of a ``Story``; see ``Rehearsed``."""

    def _apply(self):
        self._note("event", self.env._("Applies"), "apply")
        applicant = self._find("hr.applicant").create(
            {
                "partner_name": NAME,
                "email_from": self.has_address and ADDRESS,
                "partner_phone": self.has_phone and PHONE,
                "job_id": self.job_id,
                "candidate_lang": self.lang,
                "easy_to_read": self.easy_to_read,
                "arrival": "applied",
            }
        )
        self.applicant_id = applicant.id

    def _move(self):
        stages = self._find_stages().filtered(lambda stage: not stage.hired_stage)
        here = self.applicant.stage_id
        passed = stages.ids.index(here.id) + 1 if here in stages else 0
        for stage in stages[passed : passed + 1]:
            self._note("event", self.env._("Moved to the stage %s", stage.name), stage.id)
            self.applicant.stage_id = stage

    def _find_stages(self):
        return self._find("hr.recruitment.stage").search(
            ["|", ("job_ids", "=", False), ("job_ids", "=", self.job_id)]
        )

    def _meet(self):
        self._note("event", self.env._("An interview is planned"), "meet")
        start = find_work_time(self.now + INTERVIEW_AFTER)
        applicant = self.applicant
        meeting = self._find("calendar.event").create(
            {
                "name": self.env._("Interview"),
                "applicant_id": applicant.id,
                "start": start,
                "stop": start + timedelta(hours=1),
                "partner_ids": (applicant.partner_id | self.env.user.partner_id).ids,
            }
        )
        self.meeting_id = meeting.id

    def _move_meeting(self):
        self._note("event", self.env._("The interview is moved"), "move_meeting")
        meeting = self._find("calendar.event").browse(self.meeting_id)
        start = find_work_time(meeting.start + MOVED_BY)
        meeting.write({"start": start, "stop": start + timedelta(hours=1)})

    def _refuse(self):
        self._note("event", self.env._("Refused"), "refuse")
        applicant = self.applicant
        context = {
            **applicant.archive_applicant()["context"],
            "default_applicant_ids": applicant.ids,
        }
        dialog = self._find("applicant.get.refuse.reason").with_context(**context)
        reason = self._find_reason()
        dialog.create({"refuse_reason_id": reason.id}).action_refuse_reason_apply()

    def _find_reason(self):
        """:return: one of ours of which the candidate hears"""
        reasons = self._find("hr.applicant.refuse.reason").search([])
        reasons = reasons.filtered(lambda r: not r.silent_allowed and r.ended_by != "candidate")
        return reasons.filtered("candidate_explanation")[:1] or reasons[:1]

    def _take_back(self):
        self._note("event", self.env._("The refusal is taken back"), "take_back")
        self.applicant.action_take_back_refusal()

    def _call(self):
        """Where the call comes first, it is made; else nothing happens."""
        if self.applicant._find_waiting_for_call():
            self._note("event", self.env._("The candidate is called"), "call")
            self.applicant._note_call_made(False, False)

    def _withdraw(self):
        self._note("event", self.env._("Withdraws on the own page"), "withdraw")
        self.applicant._withdraw_on_page(self.env["hr.applicant.refuse.reason"], "")

    def _offer(self):
        self._note("event", self.env._("Is offered the job"), "offer")
        first_day = self.now + timedelta(days=NOTICE_DAYS)
        offer = self._find("hr.applicant.offer").create(
            {"applicant_id": self.applicant_id, "first_day": first_day.date(), "pay_amount": 1000}
        )
        dialog = self._find("hr.applicant.offer.send")
        dialog.create({"offer_id": offer.id, "told_by": "email"}).action_send()

    def _accept(self):
        offer = self.applicant.offer_ids.filtered(lambda offer: offer._may_accept())
        if offer:
            self._note("event", self.env._("Accepts the offer"), "accept")
            offer[0]._accept(NAME)

    def _hire(self):
        stages = self._find_stages().filtered("hired_stage")
        if not stages:
            return
        self._note("event", self.env._("Hired"), "hire")
        applicant = self.applicant
        applicant.stage_id = stages[0]
        if not applicant.first_day:
            applicant.first_day = (self.now + timedelta(days=NOTICE_DAYS)).date()
