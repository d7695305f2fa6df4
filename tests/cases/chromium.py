import base64
import time

from odoo.tests.common import ChromeBrowser


class Browser(ChromeBrowser):
    """Odoo's, with more switches."""

    def __init__(self, test, switches):
        self.switches = switches
        super().__init__(test)

    def _spawn_chrome(self, cmd):
        *start, url = cmd
        return super()._spawn_chrome([*start, *self.switches, url])


class Chromium:
    """A page in Odoo's headless Chromium, for tests and for pictures of the demo.

    Needs nothing else of the addon: `dev/screenshots.py` loads this file alone.
    """

    # A large page, or a paper, on a busy machine.
    timeout = 60
    switches = ()

    def __init__(self, test):
        """:param test: a test case, or what stands in for one: ``ChromeBrowser`` asks it
        for ``browser_size``, ``touch_enabled``, ``fetch_proxy`` and a logger, this class
        for ``fail``"""
        self.test = test
        self.browser = Browser(test, self.switches)

    def ask(self, method, **params):
        """:return: dict, what Chromium answers to a method of its DevTools protocol"""
        return self.browser._websocket_request(method, params=params, timeout=self.timeout)

    def resize(self, width, height, scale=1, mobile=False):
        """:param width, height: of the screen, in CSS pixels
        :param scale: device pixels per CSS pixel"""
        self.ask(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=height,
            deviceScaleFactor=scale,
            mobile=mobile,
        )

    def run(self, script):
        """:return: the value of the JavaScript expression, promises awaited"""
        result = self.ask(
            "Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True
        )
        if "exceptionDetails" in result:
            self.test.fail(f"{script}: {result['exceptionDetails']}")
        return result["result"].get("value")

    def wait(self, script, seconds=60):
        """Until the JavaScript expression is true."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if self.run(f"Boolean({script})"):
                return
            self.pause(0.2)
        self.test.fail(f"this did not become true: {script}")

    def pause(self, seconds):
        time.sleep(seconds)

    def picture(self, **options):
        """:return: bytes of a PNG"""
        data = self.ask("Page.captureScreenshot", format="png", **options)["data"]
        return base64.b64decode(data)

    def stop(self):
        self.browser.stop()
