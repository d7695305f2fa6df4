from markupsafe import Markup

from odoo import fields, models
from odoo.tools import format_list, plaintext2html

from ..gateway.phone_numbers import format_phone
from .troubles import OFFICERS, TEST_CALL, TROUBLE


class HrApplicantVideo(models.Model):
    """What a candidate tells of camera and sound, because they pressed the button for it."""

    _inherit = "hr.applicant"

    technology_ids = fields.One2many(
        "hr.interview.technology",
        "applicant_id",
        string="Technology of Video Interviews",
        copy=False,
        groups=OFFICERS,
    )

    def _tell_tested(self, meeting, start, works, troubles, text):
        """The candidate has tried it before the interview; trouble is somebody's to-do.

        :param meeting: one of ``_get_told_meetings``
        :param datetime start: naive UTC, as the candidate knows it
        :param troubles: names in ``TROUBLES``
        :param str text: plain, may be empty
        """
        self.env["hr.interview.technology"]._note(self, meeting, "before", works, troubles, text)
        user = self._get_page_colleague("recruiter")
        mine = self._in_words_of(user)
        when = mine._say_moment(mine._to_candidate_time(start))
        if works:
            self._find_video_todos(meeting, TROUBLE).unlink()
            self._post_said(
                mine.env._("I have tried camera and sound for the interview %s: it works.", when),
                text,
            )
            return
        what = mine._say_troubles(troubles)
        self._post_said(
            mine.env._(
                "I have tried camera and sound for the interview %(when)s. Trouble: %(what)s",
                when=when,
                what=what,
            ),
            text,
        )
        self._raise_video_todo(
            meeting,
            TROUBLE,
            user,
            lambda applicant: applicant.env._(
                "Trouble before the video interview %(when)s: %(what)s",
                when=applicant._say_moment(applicant._to_candidate_time(start)),
                what=applicant._say_troubles(troubles),
            ),
        )

    def _ask_for_test_call(self, meeting, start, moments, text):
        """A minute with a person before the interview.

        :param meeting: one of ``_get_told_meetings``
        :param datetime start: naive UTC, of the interview as the candidate knows it
        :param list moments: aware datetimes in the candidate's time zone
        :param str text: plain, may be empty
        """
        user = self._get_page_colleague("recruiter")
        mine = self._in_words_of(user)
        begin = mine._to_candidate_time(start)
        asked = mine.env._(
            "I would like to try the video meeting with you before the interview %s.",
            mine._say_moment(begin),
        )
        body = Markup("<p>%s</p>") % asked
        if moments:
            items = Markup("").join(
                Markup("<li>%s</li>") % mine._say_with_zone(moment, None) for moment in moments
            )
            body += Markup("<p>%s</p><ul>%s</ul>") % (
                mine.env._("These would suit me:"),
                items,
            )
        if text:
            body += plaintext2html(text)
        if self._post_from_page(body):
            self._remember("question", text=self._say_test_call(moments, text))
        self._note_page_reply()
        self._raise_video_todo(
            meeting,
            TEST_CALL,
            user,
            lambda applicant: applicant.env._(
                "Try the video meeting with the candidate before %s",
                applicant._say_moment(applicant._to_candidate_time(start)),
            ),
        )

    def _say_test_call(self, moments, text):
        """:return: str, what the candidate has asked, in the candidate's language"""
        lines = [self.env._("Could we try the video meeting together beforehand?")]
        lines += [self._say_with_zone(moment, None) for moment in moments]
        return "\n".join(filter(None, [*lines, text]))

    def _tell_worked(self, meeting, works, troubles, text):
        """The candidate says afterwards how it went: it is counted, and what went wrong is
        told to the recruiter, too."""
        self.env["hr.interview.technology"]._note(self, meeting, "after", works, troubles, text)
        if works and not text:
            return
        user = self._get_page_colleague("recruiter")
        mine = self._in_words_of(user)
        when = mine._say_moment(mine._to_candidate_time(meeting._confirmed("start")))
        if works:
            words = mine.env._("The technology in the interview %s worked.", when)
        else:
            words = mine.env._(
                "There was trouble with the technology in the interview %(when)s: %(what)s",
                when=when,
                what=mine._say_troubles(troubles),
            )
        self._post_said(words, text)

    def _post_said(self, words, text):
        self._post_from_page(
            Markup("<p>%s</p>") % words + (plaintext2html(text) if text else Markup())
        )

    def _say_troubles(self, troubles):
        """:return: "camera and sound", in the language of the context"""
        names = {
            "camera": self.env._("camera"),
            "microphone": self.env._("microphone"),
            "sound": self.env._("sound"),
            "connection": self.env._("connection"),
        }
        said = [names[name] for name in names if name in troubles]
        return format_list(self.env, said) if said else self.env._("something else")

    def _raise_video_todo(self, meeting, task, user, say):
        """One for each interview: what is said later stands in it.

        :param str task: of ``interview_task``
        :param say: function of the application in the colleague's language → str"""
        activities = self.env["mail.activity"]
        todo = activities._prepare_todo(
            self,
            user,
            activities._get_todo_type("activity_type_wish") or activities._get_todo_type(),
            lambda applicant: (say(applicant), applicant._say_whom_to_call()),
            interview_id=meeting.id,
            interview_task=task,
        )
        same = ("res_model_id", "res_id", "interview_id", "interview_task")
        activities._raise_todos([todo], same=same, renew=True)

    def _find_video_todos(self, meeting, task):
        return (
            self.env["mail.activity"]
            .sudo()
            .search(
                [
                    ("res_model", "=", self._name),
                    ("res_id", "=", self.id),
                    ("interview_id", "=", meeting.id),
                    ("interview_task", "=", task),
                ]
            )
        )

    def _say_whom_to_call(self):
        phone = self._read_phone()
        if not phone.can_be_called:
            return Markup("<p>%s</p>") % self.env._("There is no phone number of the candidate.")
        return Markup("<p>%s</p>") % self.env._(
            "Call %(name)s: %(phone)s",
            name=self.partner_name or self.partner_id.name or "",
            phone=format_phone(phone.number),
        )
