import os
from contextlib import contextmanager
from pathlib import Path
from unittest import SkipTest

from odoo.tests.common import _registry_test_lock, release_test_lock

from .chromium import Chromium
from .packages import need

AGENT = (
    "Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko)"
    " Chrome/126.0 Mobile Safari/537.36"
)
FAULTS = """
axe.run().then(({violations}) => violations
    .filter(({impact}) => ["serious", "critical"].includes(impact))
    .map(({id, nodes}) => id + ": " + nodes.map(({html}) => html).join(" ")))
"""
TEXT = "document.readyState === 'complete' ? document.body.innerText : ''"
# Where an element is once it stays there: headers that come and go as a page scrolls move it.
MIDDLE = """
(async () => {
    const element = document.querySelector(%r);
    element.scrollIntoView({block: "center", behavior: "instant"});
    const look = () => new Promise((resolve) => setTimeout(() => {
        const {x, y, width, height} = element.getBoundingClientRect();
        resolve([x + width / 2, y + height / 2]);
    }, 50));
    let place = await look();
    for (let tried = 0; tried < 40; tried++) {
        const now = await look();
        if (now.join() === place.join()) {
            break;
        }
        place = now;
    }
    return place;
})()
"""


class Screen(Chromium):
    """A browser whose requests and the test take turns.

    They share a cursor: where both use it at once, one reads the rows of the other.
    Requests are answered while the browser is asked, or waited for.
    """

    def ask(self, method, **params):
        with release_test_lock():
            return super().ask(method, **params)

    def open(self, url):
        with release_test_lock():
            self.browser.navigate_to(url, wait_stop=True)

    def pause(self, seconds):
        with release_test_lock():
            return super().pause(seconds)


class Phone(Screen):
    """A candidate's phone: a small screen, and fingers."""

    def __init__(self, test):
        super().__init__(test)
        self.ask("Emulation.setUserAgentOverride", userAgent=AGENT)
        self.resize(390)

    def resize(self, width, height=844):
        return super().resize(width, height, scale=2, mobile=width < 800)

    def text(self):
        """What the page says, once it is there: between two pages there is none."""
        return " ".join((self.run(TEXT) or "").split())

    def tap(self, selector):
        """Press where the element is, as a finger does."""
        x, y = self.run(MIDDLE % selector)
        for kind in ("mousePressed", "mouseReleased"):
            self.ask(
                "Input.dispatchMouseEvent",
                type=kind,
                x=x,
                y=y,
                button="left",
                clickCount=1,
            )

    def type_text(self, selector, text):
        self.tap(selector)
        self.ask("Input.insertText", text=text)

    def wait_for(self, text):
        """Until the page says it; the test fails after ten seconds."""
        for _attempt in range(100):
            if text in self.text():
                return
            self.pause(0.1)
        self.test.fail(f"{text!r} does not appear in {self.text()!r}")

    def arrive(self, query):
        """Until the page of this query is there, after a button was pressed; a proof
        that it was may follow."""
        here = "document.readyState === 'complete' && location.search"
        for _attempt in range(100):
            if (self.run(here) or "").split("&proof=")[0] == query:
                return
            self.pause(0.1)
        self.test.fail(f"the page is not at {query}: {self.text()}")

    def wait_for_path(self, path):
        """Until the page of this path is there, in whatever language."""
        here = "document.readyState === 'complete' ? location.pathname : ''"
        for _attempt in range(100):
            if (self.run(here) or "").endswith(path):
                return
            self.pause(0.1)
        self.test.fail(f"the page is not at {path}: {self.text()}")

    def accessibility_faults(self):
        """:return: what axe-core finds that is serious or critical"""
        axe = Path(need("axe_core_python").__file__).with_name("axe.min.js")
        self.run(axe.read_text("utf-8") + ";0")
        return self.run(FAULTS)

    def is_wider_than_screen(self):
        return self.run("document.documentElement.scrollWidth > innerWidth")

    def show(self, name):
        """Keep a picture, where somebody asked for it."""
        if folder := os.environ.get("CANDIDATE_PICTURES"):
            Path(folder, f"{name}.png").write_bytes(self.picture(captureBeyondViewport=True))


class CameraPhone(Phone):
    """A phone whose camera shows a ball and whose microphone hears beeps."""

    switches = ("--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream")


@contextmanager
def browsing(test, device):
    """The device may ask for pages, in turns with the test."""
    with test.allow_requests(browser=device.browser):
        _registry_test_lock.acquire()
        try:
            yield device
        finally:
            _registry_test_lock.release()
            test._wait_remaining_requests()


@contextmanager
def phone(test, kind=Phone):
    """A browser that is missing is no success.

    :param kind: class of the phone"""
    try:
        device = kind(test)
    except SkipTest as reason:
        test.fail(f"the browser could not start: {reason}")
    try:
        with browsing(test, device):
            yield device
    finally:
        device.stop()
