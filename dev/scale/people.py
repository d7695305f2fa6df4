"""Recruiters, candidates and readers of reports, each in a thread, all through the proxy."""

import http.client
import itertools
import json
import random
import re
import threading
import time
from contextlib import suppress
from urllib.parse import urlencode

from .clusters import DATABASE
from .servers import MAILS

TIMEOUT = 150
PHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15"
    " (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1"
)
FORM = re.compile(r'name="form" value="([^"]+)"')
LINK = re.compile(rb"/candidate/page/\d+/[\w-]+")
# What a page says when less than this has passed since it was opened: a machine.
SECONDS_TO_READ = 2.3
LISTED = {"partner_name": {}, "stage_id": {"fields": {"display_name": {}}}, "create_date": {}}
SHOWN = {**LISTED, "email_from": {}, "priority": {}, "user_id": {"fields": {"display_name": {}}}}


class Fault(Exception):
    """What a person sees as an error."""


class Person:
    """Asks one thing after the other, and waits for each answer."""

    def __init__(self, port, diary, number):
        self.port, self.diary = port, diary
        self.dice = random.Random(number)
        self.client = None
        self.cookie = None

    def live(self, stop):
        """:param stop: ``threading.Event``"""
        while not stop.is_set():
            # Noted where it happened; a person tries something else.
            with suppress(Fault):
                self.act(stop)

    def act(self, stop):
        raise NotImplementedError

    def ask(self, kind, method, path, body=None, headers=None, good=(200,)):
        """:return: (status, dict of headers, text)
        :raise Fault: for all that is not good"""
        begin = time.monotonic()
        fault = None
        try:
            return self._ask(method, path, body, headers or {}, good)
        except (OSError, http.client.HTTPException) as error:
            self._hang_up()
            fault = f"{type(error).__name__}: {error}"
        except Fault as error:
            fault = str(error)
        finally:
            self.diary.note(kind, begin, time.monotonic(), fault)
        raise Fault(fault)

    def _ask(self, method, path, body, headers, good):
        if not self.client:
            self.client = http.client.HTTPConnection("127.0.0.1", self.port, timeout=TIMEOUT)
        if self.cookie:
            headers = {**headers, "Cookie": self.cookie}
        self.client.request(method, path, body, {"User-Agent": PHONE, **headers})
        answer = self.client.getresponse()
        text = answer.read().decode("utf-8", "replace")
        for value in answer.headers.get_all("Set-Cookie", ()):
            if value.startswith("session_id="):
                self.cookie = value.split(";")[0]
        if answer.status not in good:
            raise Fault(f"{answer.status} {path.partition('?')[0][:24]}")
        if (answer.getheader("Content-Type") or "").startswith("application/json"):
            if error := json.loads(text).get("error"):
                raise Fault(f"{error['data']['name']}: {error['data']['message'][:80]}")
        return answer.status, answer.headers, text

    def _hang_up(self):
        if self.client:
            self.client.close()
        self.client = None


class Colleague(Person):
    def __init__(self, port, diary, number, world, me):
        super().__init__(port, diary, number)
        self.world, self.me = world, me

    def log_in(self):
        login = {"db": DATABASE, "login": self.me["login"], "password": self.me["password"]}
        self.post("log in", "/web/session/authenticate", login)
        # Work begins later; the proxy keeps nobody waiting on the line.
        self._hang_up()

    def post(self, kind, path, params):
        body = json.dumps({"jsonrpc": "2.0", "method": "call", "params": params})
        headers = {"Content-Type": "application/json"}
        _status, _headers, text = self.ask(kind, "POST", path, body, headers)
        return json.loads(text).get("result")

    def call(self, kind, model, method, *arguments, **options):
        return self.post(
            kind,
            f"/web/dataset/call_kw/{model}/{method}",
            {"model": model, "method": method, "args": arguments, "kwargs": options},
        )


class Recruiter(Colleague):
    """Opens lists and forms, moves applications on, refuses some."""

    def __init__(self, *arguments):
        super().__init__(*arguments)
        stages = self.world["stages"][1:]
        self.moves = iter([(each, stage) for stage in stages for each in self.me["moved"]])
        self.refusals = iter(self.me["refused"])
        self.acts = itertools.cycle(
            [self.move, self.open_list, self.move, self.open_form, self.edit, self.open_today]
            + [self.move, self.open_list, self.open_form, self.edit, self.refuse]
        )

    def act(self, _stop):
        next(self.acts)()

    def open_list(self):
        domain = [("job_id", "=", self.world["job"])]
        self.call("list", "hr.applicant", "web_search_read", domain, LISTED, limit=80)

    def open_form(self):
        self.call("form", "hr.applicant", "web_read", [self.dice.choice(self.me["moved"])], SHOWN)

    def open_today(self):
        self.call("today", "hr.recruitment.today", "get_data")

    def edit(self):
        values = {"priority": self.dice.choice("0123")}
        self.call("edit", "hr.applicant", "write", [self.dice.choice(self.me["moved"])], values)

    def move(self):
        applicant, stage = next(self.moves, (None, None))
        if not applicant:
            return self.edit()
        try:
            self.call("move", "hr.applicant", "write", [applicant], {"stage_id": stage})
        except Fault:
            self.diary.unknown_moves[applicant].add(stage)
            raise
        self.diary.moved[applicant].append(stage)

    def refuse(self):
        applicant = next(self.refusals, None)
        if not applicant:
            return self.open_list()
        values = {"applicant_ids": [[6, 0, [applicant]]], "refuse_reason_id": self.world["reason"]}
        wizard = "applicant.get.refuse.reason"
        (made,) = self.call("refuse", wizard, "create", [values])
        self.call("refuse", wizard, "action_refuse_reason_apply", [made])
        self.diary.refused.add(applicant)


class Reader(Colleague):
    """Looks at the report again and again."""

    def act(self, stop):
        filters = {"job_ids": [self.world["job"]]} if self.dice.random() < 0.5 else {}
        self.call("report", "hr.recruitment.experience.report", "get_data", filters)
        stop.wait(0.2)


class Steady(Recruiter):
    """Does the same things in the same order, however long they take: with other servers
    the work is the same."""

    def __init__(self, port, diary, number, world, me, page):
        super().__init__(port, diary, number, world, me)
        self.page = page
        self.acts = itertools.cycle(
            [self.open_list, self.open_page, self.edit, self.open_form, self.open_report]
            + [self.open_page, self.open_today, self.open_list, self.edit, self.open_form]
        )
        for _ in range(number):
            next(self.acts)

    def open_page(self):
        self.ask("page", "GET", self.page)

    def open_report(self):
        self.call("report", "hr.recruitment.experience.report", "get_data", {})


class Candidate(Person):
    """Opens the own page, asks a question, looks whether it is there; answers a survey."""

    def __init__(self, port, diary, number, me):
        super().__init__(port, diary, number)
        self.me, self.number = me, number
        self.counter = itertools.count()
        self.surveys = iter(me["surveys"])
        self.pages = itertools.cycle(me["pages"])

    def act(self, stop):
        if self.dice.random() < 0.3 and (survey := next(self.surveys, None)):
            self.press(stop, *survey)
        else:
            self.question(stop, *next(self.pages))

    def open(self, kind, path):
        _status, _headers, text = self.ask(kind, "GET", path)
        return text

    def send(self, kind, path, **data):
        headers = {"Content-Type": "application/x-www-form-urlencoded"}
        _status, headers, _text = self.ask(kind, "POST", path, urlencode(data), headers, (303,))
        return headers["Location"]

    def find_form(self, text):
        return FORM.search(text).group(1)

    def question(self, stop, applicant, path):
        form = self.find_form(self.open("page", path))
        if stop.wait(SECONDS_TO_READ):
            return
        text = f"Question {self.number}-{next(self.counter)} of application {applicant}?"
        place = self.send("question", path, part="ask", form=form, text=text)
        self.diary.questions.add(text)
        if text not in self.open("look again", place):
            self.diary.vanished.append(text)

    def press(self, stop, invitation, path):
        form = self.find_form(self.open("survey", path))
        if stop.wait(SECONDS_TO_READ):
            return
        score = str(self.dice.randrange(11))
        place = self.send("press", path, part="score", form=form, score=score)
        self.diary.pressed[invitation] = score
        if 'value="questions"' not in self.open("look again", place):
            self.diary.vanished.append(f"score of {invitation}")


class Opener(Person):
    """Opens the link in a mail as soon as the mail is there."""

    def __init__(self, *arguments):
        super().__init__(*arguments)
        self.seen = set()

    def act(self, stop):
        new = {path.name for path in MAILS.glob("*.eml")} - self.seen
        self.seen |= new
        if not new:
            stop.wait(0.1)
            return
        source = (MAILS / max(new)).read_bytes().replace(b"=\r\n", b"").replace(b"=\n", b"")
        if found := LINK.search(source):
            self.ask("link in a mail", "GET", found.group().decode())


class Crowd:
    """All of them at once."""

    def __init__(self, people):
        self.people = people
        self.stop_it = threading.Event()
        self.threads = []

    def start(self):
        self.stop_it.clear()
        self.threads = [
            threading.Thread(target=each.live, args=[self.stop_it], daemon=True)
            for each in self.people
        ]
        for thread in self.threads:
            thread.start()

    def stop(self):
        self.stop_it.set()
        for thread in self.threads:
            thread.join(TIMEOUT)
