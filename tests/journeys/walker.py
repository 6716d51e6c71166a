"""A person at a browser: does what people do, and notes what no page should do."""

from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from core.mailcatcher import mailbox
from tests.factories.accounts import PASSWORD

WIDTHS = (360, 1280)
GRAVE = {"serious", "critical"}
AXE_OPTIONS = {"resultTypes": ["violations"], "iframes": False}
REFUSALS = {403, 404, 422}
"""Answers that are pages of their own, which the console reports as errors."""

UNTIL_IT_ARRIVES = """async ([list, subject, seconds]) => {
  const end = Date.now() + seconds * 1000;
  while (Date.now() < end) {
    const page = new DOMParser().parseFromString(await (await fetch(list)).text(), "text/html");
    if ([...page.querySelectorAll("main td a")].some(link => link.textContent.trim() === subject)) return true;
    await new Promise(again => setTimeout(again, 400));
  }
  return false;
}"""
"""Reloads the list of caught mails in the background, as a person would press F5."""


class Walker:
    """One person with a browser window of their own; `faults` collects what no page should do."""

    def __init__(self, context, platform, name, *, runs_scripts=True):
        self.context = context
        self.runs_scripts = runs_scripts
        self.platform = platform
        self.email = f"{name}@example.org"
        self.faults = []
        self.page = context.new_page()
        self.width = self.page.viewport_size["width"]
        self.page.on("request", self._note_request)
        self.page.on("response", self._note_response)
        self.page.on("console", self._note_console)
        self.page.on("pageerror", lambda error: self.faults.append(f"script error: {error}"))

    # Moving

    def go(self, path, status=200):
        """Open an address by hand and check its status."""
        answer = self.page.goto(self.platform.url + path)
        assert (path, answer.status) == (path, status)

    def press(self, name, role=None):
        """Press the one button or link of the page's content that is called exactly so."""
        content = self.page.locator("main")
        found = content.get_by_role("link", name=name, exact=True)
        if role != "link":
            button = content.get_by_role("button", name=name, exact=True)
            found = button if role == "button" else button.or_(found)
        found.click()

    def sign_in(self):
        self.go("/accounts/login/")
        self.fill(login=self.email, password=PASSWORD)
        self.press("Σύνδεση", role="button")
        self.page.wait_for_url("**/workspace/")

    def workspace(self):
        self.page.locator(".site-tools__workspace").click()
        self.reads("Χώρος εργασίας")

    # Writing

    def fill(self, **fields):
        """Fill in fields of the page's content by their names; choose in those that offer a choice."""
        for name, value in fields.items():
            field = self.page.locator(f"main [name={name}]")
            if field.evaluate("element => element.tagName") == "SELECT":
                field.select_option(label=value)
            else:
                field.fill(value)

    def tick(self, *labels):
        for label in labels:
            self.page.locator("main").get_by_label(label, exact=True).check()

    def upload(self, name, text):
        file = {"name": name, "mimeType": "text/csv", "buffer": text.encode()}
        self.page.locator("main input[type=file]").set_input_files(file)
        self.page.locator("main form .form__actions button").click()

    # Looking

    def reads(self, heading):
        """Expect the page with this heading, in Greek, and look at it at both widths."""
        expect(self.page.locator("h1")).to_have_text(heading)
        assert self.page.locator("html").get_attribute("lang") == "el"
        self.see()

    def see(self):
        """Hold the page to the rules of accessibility on a phone and on a desk, where scripts can run to check it."""
        if not self.runs_scripts:
            return
        for width in WIDTHS:
            self.page.set_viewport_size({"width": width, "height": 900})
            violations = Axe().run(self.page, options=AXE_OPTIONS).response["violations"]
            self.faults += [_told(self.page.url, width, found) for found in violations if found["impact"] in GRAVE]
            overflow = self.page.evaluate(
                "document.documentElement.scrollWidth - document.documentElement.clientWidth"
            )
            if overflow > 0:
                self.faults.append(f"{self.page.url} at {width}: wider than the screen by {overflow}")
        self.page.set_viewport_size({"width": self.width, "height": 900})

    def weigh(self, path):
        """Return the bytes that a first visit of this page takes over the wire, headers and assets included."""
        session = self.context.new_cdp_session(self.page)
        sizes = []
        session.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
        session.send("Network.enable")
        session.send("Network.clearBrowserCache")
        self.go(path)
        self.page.wait_for_load_state("networkidle")
        session.detach()
        return sum(sizes)

    def is_told(self, message):
        """Expect this message, and no other, above the page."""
        expect(self.page.locator(".messages li")).to_have_text([message])

    def state(self, words):
        """Expect the page to name this state under its heading."""
        expect(self.page.locator(".page-header .state")).to_have_text([words])

    def lists(self, *titles, within="main"):
        """Expect exactly these rows, in this order."""
        expect(self.page.locator(f"{within} .row__title")).to_have_text(list(titles))

    # Mail

    def open_mail(self, subject, seconds=60):
        """Wait until a mail with this subject has arrived, and open the newest one in the mail catcher."""
        assert (subject, self._arrives(subject, seconds)) == (subject, True)
        self.go("/dev/mail/")
        self.page.locator("main td").get_by_role("link", name=subject, exact=True).first.click()
        expect(self.page.locator("h1")).to_have_text(subject)
        self.see()
        return self.page.frame_locator("iframe.mail-frame").locator("body")

    def _arrives(self, subject, seconds):
        """Watch the mail catcher in a window of its own, which runs scripts even where the person's does not."""
        watch = self.context.browser.new_context()
        page = watch.new_page()
        page.goto(f"{self.platform.url}/dev/mail/")
        arrived = page.evaluate(UNTIL_IT_ARRIVES, ["/dev/mail/", subject, seconds])
        watch.close()
        return arrived

    def mails(self, subject):
        """Return the caught messages with this subject, as EmailMessage."""
        caught = mailbox.newest_first(self.platform.mail_dir)
        return [message.mail for message in caught if message.subject == subject]

    # Faults

    def _note_request(self, request):
        address = urlsplit(request.url)
        if address.scheme.startswith("http") and address.netloc != urlsplit(self.platform.url).netloc:
            self.faults.append(f"{self.page.url} asks another host: {request.url}")

    def _note_response(self, response):
        is_page = response.request.resource_type == "document"
        if response.status >= 400 and not (is_page and response.status in REFUSALS):
            self.faults.append(f"{response.status} for {response.url}\n{self._last_words()}")

    def _last_words(self):
        """Return the end of the web server's log: with the platform its files go, too."""
        web = next(child for child in self.platform.children if child.name == "web")
        return web.log.read_text(encoding="utf-8")[-1500:]

    def _note_console(self, message):
        is_refusal = any(f"status of {status} " in message.text for status in REFUSALS)
        # Who leaves a page while it still asks gives the question up; what the server refuses is noted elsewhere.
        is_given_up = message.text.startswith(("htmx:afterRequest", "htmx:sendAbort", "htmx:sendError"))
        if message.type in {"error", "warning"} and not is_refusal and not is_given_up:
            self.faults.append(f"{self.page.url}: {message.text}")


def _told(url, width, violation):
    spots = ", ".join(node["html"][:120] for node in violation["nodes"][:3])
    return f"{url} at {width}: {violation['impact']} {violation['id']}: {spots}"
