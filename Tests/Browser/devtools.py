"""A headless Chromium, spoken to over its pipe; see https://chromedevtools.github.io/devtools-protocol/."""

import base64
import json
import os
import shutil
import subprocess
import tempfile


class Browser:
    """One browser with one page, which counts what the page complains about and fetches."""

    def __init__(self, program="chromium"):
        self.profile = tempfile.mkdtemp(prefix="dojo-browser-")
        to_browser, self.requests = os.pipe()
        self.replies, from_browser = os.pipe()
        self.process = subprocess.Popen(
            ["bash", "-c", f'exec "$0" "$@" 3<&{to_browser} 4>&{from_browser}', program, "--headless",
             "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--remote-debugging-pipe",
             f"--user-data-dir={self.profile}", "about:blank"],
            pass_fds=(to_browser, from_browser), stderr=subprocess.DEVNULL)
        os.close(to_browser)
        os.close(from_browser)
        self.buffer = b""
        self.number = 0
        self.session = None
        self.events = []
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        self.session = self.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ["Page", "Runtime", "Log", "Network", "DOM", "Accessibility"]:
            self.call(domain + ".enable")

    def close(self):
        self.session = None
        try:
            self.call("Browser.close")
        finally:
            self.process.wait(timeout=20)
            os.close(self.requests)
            os.close(self.replies)
            shutil.rmtree(self.profile, ignore_errors=True)

    def call(self, method, **parameters):
        self.number += 1
        message = {"id": self.number, "method": method, "params": parameters}
        if self.session:
            message["sessionId"] = self.session
        os.write(self.requests, json.dumps(message).encode() + b"\0")
        while True:
            reply = self.read()
            if reply.get("id") == self.number:
                if "error" in reply:
                    raise RuntimeError(f"{method}: {reply['error']}")
                return reply["result"]
            self.events.append(reply)

    def read(self):
        while b"\0" not in self.buffer:
            part = os.read(self.replies, 1 << 20)
            if not part:
                raise RuntimeError("the browser has ended")
            self.buffer += part
        message, self.buffer = self.buffer.split(b"\0", 1)
        return json.loads(message)

    def open(self, path):
        """Loads a file and waits until it is laid out."""
        self.events = []
        self.call("Page.navigate", url="file://" + os.path.abspath(path))
        while not any(event.get("method") == "Page.loadEventFired" for event in self.events):
            self.events.append(self.read())
        self.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")

    def complaints(self):
        """Errors and warnings of the console, and everything that was fetched besides the page itself."""
        found = []
        for event in self.events:
            method, values = event.get("method"), event.get("params", {})
            if method == "Runtime.exceptionThrown" or method == "Runtime.consoleAPICalled":
                found.append(json.dumps(values)[:300])
            elif method == "Log.entryAdded":
                found.append(values["entry"]["text"])
            elif method == "Network.requestWillBeSent" and values.get("type") != "Document":
                found.append("fetched " + values["request"]["url"])
        return found

    def evaluate(self, script):
        result = self.call("Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True)
        if "exceptionDetails" in result:
            raise RuntimeError(result["exceptionDetails"])
        return result["result"].get("value")

    def look(self, width, dark=False, height=900, scale=1):
        """Makes the window so wide, and light or dark."""
        self.call("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=scale,
                  mobile=width < 500)
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        self.call("Emulation.setEmulatedMedia", media="screen", features=[scheme])

    def screenshot(self, path, clip=None):
        options = {"captureBeyondViewport": True, "clip": {**clip, "scale": 1}} if clip else {}
        data = self.call("Page.captureScreenshot", format="png", **options)["data"]
        with open(path, "wb") as file:
            file.write(base64.b64decode(data))

    def pdf(self, path):
        self.call("Emulation.setEmulatedMedia", media="", features=[])
        data = self.call("Page.printToPDF", preferCSSPageSize=True, generateTaggedPDF=True)["data"]
        with open(path, "wb") as file:
            file.write(base64.b64decode(data))
