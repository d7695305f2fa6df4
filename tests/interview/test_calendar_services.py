"""Interviews in Google and Outlook. Needs Odoo's two modules: `make test` runs this file on a
database that has them; elsewhere it skips itself."""

import json
from datetime import datetime
from unittest import SkipTest
from unittest.mock import patch

from odoo import Command
from odoo.tests import tagged

from ..cases.interview import DAY, HOUR, LATER, InterviewCase
from ..common import NOW

# What colleagues write for each other.
INTERNAL = "Third choice, be quick"
FOREVER = datetime(2090, 1, 1)
ANNA = "anna0@candidate.example"
SERVICES = ("google_calendar", "microsoft_calendar")


class Service:
    """The calendar of one colleague at Google or Microsoft, behind HTTP: it keeps events
    and notes what it is asked."""

    def __init__(self):
        self.events = {}
        self.asked = []  # (HTTP method, values)
        self.news = []  # what the next synchronization gets

    def request(self, _model, uri, params=None, headers=None, method="POST", **_options):
        values = json.loads(params) if isinstance(params, str) else {}
        if method == "GET":
            news, self.news = self.news, []
            return 200, self.list_events(news), NOW
        event_id = uri.split("?")[0].rpartition("/")[2]
        self.asked.append((method, values))
        answer = getattr(self, method.lower())(event_id, values)
        return 200, answer, NOW

    def post(self, _event_id, values):
        event = {**self.make_ids(values), **values}
        self.events[event["id"]] = event
        return event

    def patch(self, event_id, values):
        self.events[event_id].update(values)
        return self.events[event_id]

    def delete(self, event_id, _values):
        return self.events.pop(event_id, {})


class Google(Service):
    name, border = "google", "odoo.addons.google_account.models.google_service.GoogleService"
    service_id, to_sync = "google_id", "need_sync"

    def make_ids(self, values):
        return {"id": values.get("id") or f"google{len(self.events)}"}

    def list_events(self, news):
        return {"items": news, "nextSyncToken": "token", "defaultReminders": []}

    def get_guests(self, event):
        return {guest["email"] for guest in event["attendees"]}

    def tell(self, event, at, owner, **changes):
        """The next synchronization gets the event like this."""
        event = {
            **event,
            "updated": f"{at.isoformat()}Z",
            "organizer": {"email": owner.email, "self": True},
            **changes,
        }
        self.news.append(event)

    def tell_time(self, start):
        return {
            "start": {"dateTime": f"{start.isoformat()}+00:00"},
            "end": {"dateTime": f"{(start + HOUR).isoformat()}+00:00"},
        }

    def tell_guests(self, states):
        return {
            "attendees": [
                {"email": mail, "responseStatus": state} for mail, state in states.items()
            ]
        }

    def tell_gone(self, event):
        self.news.append({"id": event["id"], "status": "cancelled"})

    def sync(self, user):
        service = user.env["google.service"]
        user._sync_google_calendar(self.calendar_service(service))

    @staticmethod
    def calendar_service(service):
        from odoo.addons.google_calendar.utils.google_calendar import GoogleCalendarService

        return GoogleCalendarService(service)


class Outlook(Service):
    name = "microsoft"
    border = "odoo.addons.microsoft_account.models.microsoft_service.MicrosoftService"
    service_id, to_sync = "microsoft_id", "need_sync_m"

    def make_ids(self, _values):
        number = len(self.events)
        return {"id": f"outlook{number}", "iCalUId": f"uid{number}"}

    def list_events(self, news):
        return {"value": news, "@odata.deltaLink": "https://graph.example/?$deltatoken=next"}

    def get_guests(self, event):
        return {guest["emailAddress"]["address"] for guest in event["attendees"]}

    def tell(self, event, at, owner, **changes):
        self.news.append(
            {
                **event,
                "type": "singleInstance",
                "lastModifiedDateTime": f"{at.isoformat()}Z",
                "isOrganizer": True,
                "isOnlineMeeting": False,
                "attendees": [
                    {**guest, "status": {"response": "notResponded"}}
                    for guest in event["attendees"]
                ],
                "start": {"dateTime": event["start"]["dateTime"], "timeZone": "UTC"},
                "end": {"dateTime": event["end"]["dateTime"], "timeZone": "UTC"},
                **changes,
            }
        )

    def tell_time(self, start):
        return {
            "start": {"dateTime": f"{start.isoformat()}+00:00", "timeZone": "UTC"},
            "end": {"dateTime": f"{(start + HOUR).isoformat()}+00:00", "timeZone": "UTC"},
        }

    def tell_guests(self, states):
        return {
            "attendees": [
                {"emailAddress": {"address": mail, "name": mail}, "status": {"response": state}}
                for mail, state in states.items()
            ]
        }

    def tell_gone(self, event):
        self.news.append({"id": event["id"], "@removed": {"reason": "deleted"}})

    def sync(self, user):
        user._sync_microsoft_calendar()


class ServicesCase(InterviewCase):
    """Anna's interview with the recruiter, whose calendar is synchronized."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        modules = cls.env["ir.module.module"].search([("name", "in", SERVICES)])
        if len(modules.filtered(lambda m: m.state == "installed")) < len(SERVICES):
            raise SkipTest("Odoo's modules for Google and Outlook are not installed")
        parameters = cls.env["ir.config_parameter"].sudo()
        for service in ("google", "microsoft"):
            parameters.set_param(f"{service}_calendar_client_id", "id")
            parameters.set_param(f"{service}_calendar_client_secret", "secret")
        cls.users = cls.recruiter

    def use(self, make, mode="odoo"):
        """From here on the recruiter's calendar is at this service."""
        self.service = make()
        self.company.interview_invitations = mode
        self.anna.company_id = self.company
        self.connect(self.recruiter)
        for border, calendar in ((Google.border, Google), (Outlook.border, Outlook)):
            service = self.service if calendar is make else make()
            self.startPatcher(
                patch(
                    f"{border}._do_request",
                    lambda model, *args, calendar=service, **kwargs: calendar.request(
                        model, *args, **kwargs
                    ),
                )
            )

    def connect(self, user):
        settings = self.env["res.users.settings"]._find_or_create_for_user(user).sudo()
        tokens = {"rtoken": "r", "token": "t", "token_validity": FOREVER}
        tokens = {f"{self.service.name}_calendar_{key}": tokens[key] for key in tokens}
        (settings if self.service.name == "google" else user.sudo()).write(tokens)

    def post_commit(self):
        """The transaction ends: what is to be sent is sent."""
        self.env.flush_all()
        self.env.cr.precommit.run()
        with self.enter_registry_test_mode():
            hooks = self.env.cr.postcommit._funcs
            while hooks:
                hooks.popleft()()
        self.env.invalidate_all()

    def book_synced(self, **values):
        with self.at(NOW):
            meeting = self.book(
                name=INTERNAL,
                description=f"<p>{INTERNAL}</p>",
                user_id=self.recruiter.id,
                videocall_location="https://meet.example/1",
                **values,
            )
            self.post_commit()
        return meeting

    def book_told(self, **values):
        meeting = self.book_synced(**values)
        with self.at(NOW + HOUR):
            self.process()
            self.rows(self.anna, state="queued").write({"state": "sent", "sent_date": NOW + HOUR})
            self.env.flush_all()
        self.service.asked.clear()
        return meeting

    def change(self, meeting, at=NOW + 2 * HOUR, user=None, **values):
        with self.at(at):
            meeting.with_user(user or self.recruiter).write(values)
            self.post_commit()

    def sync(self, at=NOW + 2 * HOUR, user=None):
        user = user or self.recruiter
        with self.at(at):
            # As the cron does it.
            self.service.sync(user.with_user(user).sudo())
            self.post_commit()

    def get_event(self, meeting):
        return self.service.events[meeting[self.service.service_id]]

    def refuse(self, at=NOW + 2 * HOUR):
        reason = self.env["hr.applicant.refuse.reason"].create({"name": "Experience"})
        with self.at(at):
            self.anna.with_user(self.recruiter).write(
                {"refuse_reason_id": reason.id, "active": False}
            )
            self.post_commit()
        self.assertEqual(self.anna.answer_state, "pending")

    def assert_nothing_new(self, meeting, until=NOW + DAY):
        """The candidate expects the interview, and has heard nothing else."""
        self.assertTrue(meeting.exists().active)
        self.run_until(NOW + 2 * HOUR, until, HOUR)
        self.assertEqual(self.told(), [self.booked])
        self.assertIn(self.anna.partner_id, meeting.partner_ids)
        self.assertIn(self.anna.partner_id, meeting.attendee_ids.partner_id)


def for_both(test):
    """The same with Google and with Outlook."""

    def run(self):
        for make in (Google, Outlook):
            with self.subTest(service=make.name), self.env.cr.savepoint() as savepoint:
                self.use(make)
                test(self)
                self.env.flush_all()
                savepoint.rollback()
            self.env.invalidate_all()
            self.env.cr.postcommit.clear()

    run.__doc__ = test.__doc__
    return run


@tagged("post_install", "-at_install")
class TestCalendarServicesOut(ServicesCase):
    """What leaves for the services."""

    def assert_no_internal_words(self):
        self.assertTrue(self.service.asked)
        self.assertNotIn(INTERNAL, json.dumps(self.service.asked))

    def assert_no_candidates(self):
        """Colleagues read how to reach them, in the description that Odoo writes."""
        told = [values for _method, values in self.service.asked if "attendees" in values]
        self.assertTrue(told)
        guests = {address for values in told for address in self.service.get_guests(values)}
        self.assertFalse([address for address in guests if "candidate" in address])

    @for_both
    def test_odoo_invites(self):
        meeting = self.book_synced()
        event = self.get_event(meeting)
        self.change(meeting, start=LATER + DAY, stop=LATER + DAY + HOUR)
        self.change(meeting, partner_ids=[Command.link(self.env.user.partner_id.id)])
        self.assert_no_candidates()
        # Colleagues read what they have written for each other.
        self.assertIn(INTERNAL, json.dumps(event))

    @for_both
    def test_the_service_invites(self):
        self.company.interview_invitations = "calendar"
        self.env["res.lang"]._activate_lang("sv_SE")
        meeting = self.book_synced()
        self.assertIn(ANNA, self.service.get_guests(self.get_event(meeting)))
        self.assertIn("Interview: Engineer, ", json.dumps(self.service.asked))
        self.change(meeting, name=f"{INTERNAL}!", description=INTERNAL)
        self.change(meeting, start=LATER + DAY, stop=LATER + DAY + HOUR)
        self.assert_no_internal_words()

    @for_both
    def test_a_meeting_of_colleagues_is_none_of_our_business(self):
        self.company.interview_invitations = "calendar"
        meeting = self.book_synced(applicant_id=False, partner_ids=[])
        self.assertIn(INTERNAL, json.dumps(self.get_event(meeting)))

    @for_both
    def test_other_candidates_of_the_position(self):
        berit = self._make_applicants(
            partner_name="Berit Ek",
            email_from="berit@candidate.example",
            company_id=self.company.id,
        )
        guests = (self.anna | berit).partner_id | self.recruiter.partner_id
        self.book_synced(partner_ids=[Command.set(guests.ids)])
        self.assert_no_candidates()

    @for_both
    def test_another_contact_with_the_same_address(self):
        double = self.env["res.partner"].create({"name": "Anna", "email": ANNA})
        guests = self.anna.partner_id | self.recruiter.partner_id | double
        self.book_synced(partner_ids=[Command.set(guests.ids)])
        self.assert_no_candidates()

    @for_both
    def test_the_mail_brings_no_second_entry(self):
        """Who is invited by the service has the interview in the calendar already."""
        for mode, files in (("calendar", 0), ("odoo", 1)):
            self.company.interview_invitations = mode
            meeting = self.book_synced()
            with self.at(NOW + HOUR):
                self.process()
            row = self.rows(self.anna, meeting_id=meeting, step_id=self.booked)
            mail = self.env["mail.mail"].browse(row.mail_mail_id_int)
            self.assertEqual(len(mail.attachment_ids), files, mode)
            with self.at(NOW + HOUR):
                row._mark_sent("delivered")
                pages = self.anna._get_page()["meetings"]
            (shown,) = (page for page in pages if page["meeting"] == meeting)
            self.assertEqual(shown["has_calendar"], bool(files), mode)

    @for_both
    def test_odoo_invites_whom_the_plan_does_not_tell(self):
        """The service does not, so Odoo has to."""
        self.env["hr.recruitment.communication.plan"].search([]).active = False
        meeting = self.book_synced()
        invited = self.env["mail.message"].search(
            [("model", "=", "calendar.event"), ("res_id", "=", meeting.id)]
        )
        self.assertIn(self.anna.partner_id, invited.notified_partner_ids | invited.partner_ids)

    @for_both
    def test_nothing_runs_ahead_of_a_refusal(self):
        """The service would tell Anna at once that the interview is off."""
        self.company.interview_invitations = "calendar"
        meeting = self.book_told()
        self.refuse()
        self.service.asked.clear()
        self.change(meeting, NOW + 3 * HOUR, start=LATER + DAY, stop=LATER + DAY + HOUR)
        self.change(meeting, NOW + 3 * HOUR, active=False)
        with self.at(NOW + 4 * HOUR):
            meeting.with_user(self.recruiter).unlink()
            self.post_commit()
        self.assertTrue(meeting.exists())
        self.sync(NOW + 5 * HOUR)
        self.assertEqual(self.service.asked, [])
        with self.at(NOW + 2 * DAY):
            self.anna.with_user(self.recruiter).action_mark_told()
            self.post_commit()
        self.assertEqual(self.anna.answer_state, "told")
        self.sync(NOW + 3 * DAY)
        self.assertTrue(self.service.asked)

    @for_both
    def test_no_invitation_after_a_refusal(self):
        self.company.interview_invitations = "calendar"
        self.refuse(NOW)
        self.book_synced()
        self.assertEqual(self.service.asked, [])

    @for_both
    def test_what_a_stranger_has_changed_waits(self):
        """Nils does not speak for us: neither Odoo nor a service says what he did."""
        self.company.interview_invitations = "calendar"
        nils = self._make_user("nils", "base.group_user")
        meeting = self.book_told()
        self.change(meeting, user=nils, start=LATER + DAY, stop=LATER + DAY + HOUR)
        self.assertEqual(self.service.asked, [])
        with self.at(NOW + 3 * HOUR):
            meeting.with_user(self.recruiter).action_confirm_interview()
            self.post_commit()
        self.sync(NOW + 4 * HOUR)
        self.assertIn((LATER + DAY).isoformat(), json.dumps(self.service.asked))


@tagged("post_install", "-at_install")
class TestCalendarServicesIn(ServicesCase):
    """What comes from the services."""

    @for_both
    def test_the_same_again(self):
        """A guest of Odoo who is none of the service has not left."""
        meeting = self.book_told()
        for hour in (2, 3):
            self.service.tell(self.get_event(meeting), NOW + hour * HOUR, self.recruiter)
            self.sync(NOW + hour * HOUR)
        self.assert_nothing_new(meeting)
        self.run_until(LATER - DAY, LATER - 20 * HOUR, HOUR)
        self.assertIn(self.day_before, self.told())

    @for_both
    def test_nothing_at_all(self):
        """A part of the calendar, or all of it, without the interview."""
        meeting = self.book_told()
        self.sync()
        self.recruiter.sudo()[f"{self.service.name}_calendar_sync_token"] = False
        self.sync(NOW + 3 * HOUR)
        self.assert_nothing_new(meeting)

    @for_both
    def test_moved_and_back_before_it_was_told(self):
        meeting = self.book_told()
        event = self.get_event(meeting)
        for minute, start in enumerate((LATER + DAY, LATER)):
            at = NOW + 2 * HOUR + minute * HOUR / 60
            self.service.tell(event, at, self.recruiter, **self.service.tell_time(start))
            self.sync(at)
            self.assertEqual(meeting.start, start)
        self.assert_nothing_new(meeting)
        self.run_until(LATER - DAY, LATER - 20 * HOUR, HOUR)
        self.assertIn(self.day_before, self.told())

    @for_both
    def test_moved(self):
        meeting = self.book_told()
        event = self.get_event(meeting)
        self.service.tell(
            event, NOW + 2 * HOUR, self.recruiter, **self.service.tell_time(LATER + DAY)
        )
        self.sync()
        self.run_until(NOW + 2 * HOUR, NOW + 4 * HOUR)
        self.assertEqual(self.told(), [self.booked, self.moved])

    @for_both
    def test_a_candidate_declines(self):
        """Somebody has to know; nothing is cancelled by it."""
        self.company.interview_invitations = "calendar"
        meeting = self.book_told()
        guests = self.service.tell_guests({ANNA: "declined", self.recruiter.email: "accepted"})
        self.service.tell(self.get_event(meeting), NOW + 2 * HOUR, self.recruiter, **guests)
        self.sync()
        mine = meeting.attendee_ids.filtered(lambda a: a.partner_id == self.anna.partner_id)
        self.assertEqual(mine.state, "declined")
        tasks = self.anna.activity_ids.filtered(lambda a: "declined" in (a.summary or ""))
        self.assertEqual(tasks.user_id, self.recruiter)
        self.assert_nothing_new(meeting)

    @for_both
    def test_neutral_words_do_not_replace_ours(self):
        self.company.interview_invitations = "calendar"
        meeting = self.book_told()
        self.service.tell(self.get_event(meeting), NOW + 2 * HOUR, self.recruiter)
        self.sync()
        self.assertEqual(meeting.name, INTERNAL)
        self.assertIn(INTERNAL, meeting.description)

    @for_both
    def test_deleted_by_the_organizer(self):
        meeting = self.book_told()
        self.service.tell_gone(self.get_event(meeting))
        self.sync()
        self.run_until(NOW + 2 * HOUR, NOW + 4 * HOUR)
        self.assertEqual(self.told(), [self.booked, self.cancelled])

    @for_both
    def test_deleted_while_a_refusal_waits(self):
        meeting = self.book_told()
        self.refuse()
        self.service.tell_gone(self.get_event(meeting))
        self.sync(NOW + 3 * HOUR)
        self.run_until(NOW + 3 * HOUR, NOW + 8 * HOUR, HOUR)
        self.assertEqual(self.told(), [self.booked])
        with self.at(NOW + 8 * HOUR):
            self.assertTrue(self.anna._get_page()["meetings"])

    @for_both
    def test_a_colleague_deletes_the_own_copy(self):
        ivar = self._make_user("ivar", "hr_recruitment.group_hr_recruitment_interviewer")
        self.job.interviewer_ids = ivar
        self.connect(ivar)
        guests = self.anna.partner_id | self.recruiter.partner_id | ivar.partner_id
        meeting = self.book_told(partner_ids=[Command.set(guests.ids)])
        self.service.tell_gone(self.get_event(meeting))
        self.sync(user=ivar)
        mine = meeting.exists().attendee_ids.filtered(lambda a: a.partner_id == ivar.partner_id)
        self.assertEqual(mine.state, "declined")
        self.assert_nothing_new(meeting)

    @for_both
    def test_what_a_stranger_brings_is_asked_about(self):
        """Nils is invited; what his calendar says is his doing, not the organizer's."""
        nils = self._make_user("nils", "base.group_user")
        self.connect(nils)
        guests = self.anna.partner_id | self.recruiter.partner_id | nils.partner_id
        meeting = self.book_told(partner_ids=[Command.set(guests.ids)])
        organizer = {"organizer": {"email": self.recruiter.email}}
        if self.service.name == "microsoft":
            address = {"emailAddress": {"address": self.recruiter.email, "name": "R"}}
            organizer = {"isOrganizer": False, "organizer": address}
        self.service.tell(
            self.get_event(meeting),
            NOW + 2 * HOUR,
            self.recruiter,
            **{**self.service.tell_time(LATER + DAY), **organizer},
        )
        self.sync(user=nils)
        self.assertEqual(meeting.start, LATER + DAY)
        self.assertEqual(meeting.sudo().interview_review, "changed")
        self.run_until(NOW + 2 * HOUR, NOW + 4 * HOUR)
        self.assertEqual(self.told(), [self.booked])


@tagged("post_install", "-at_install")
class TestCalendarServicesSetting(ServicesCase):
    def test_the_setting_is_there(self):
        self.assertTrue(self.env["res.config.settings"].create({}).has_calendar_service)

    def test_wrapped_whatever_the_order_of_modules(self):
        """And once, though the registry is set up again."""
        meeting_class = self.env.registry["calendar.event"]
        for name in ("_google_values", "_microsoft_values", "_google_patch", "_microsoft_delete"):
            method = getattr(meeting_class, name)
            self.assertTrue(hasattr(method, "candidate_origin"), name)
            self.assertFalse(hasattr(method.candidate_origin, "candidate_origin"), name)
        self.env["calendar.event"]._register_hook()
        self.assertFalse(hasattr(meeting_class._google_values.candidate_origin, "candidate_origin"))
