import smtplib
import subprocess
import sys
from dataclasses import replace
from email.message import EmailMessage

import pytest
from django.conf import settings as current

from config.local.servers import ROOT
from core import policy
from core.mailcatcher import mailbox

LINK = "http://localhost:8000/confirm/?token=abc&next=1"


@pytest.fixture
def catcher(tmp_path, free):
    """A mail catcher process of the test's own; yields (port, folder)."""
    folder = tmp_path / "mail"
    process = subprocess.Popen(
        [sys.executable, "-m", "core.mailcatcher", "--dir", str(folder), "--port", str(free)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout.readline() == f"Keeping mail in {folder} from port {free}.\n"
    yield free, folder
    process.terminate()
    assert process.wait(10) == 0
    process.stdout.close()


@pytest.fixture
def pages(settings, catcher, client):
    """The test client on a platform whose mail catcher keeps its mail in the test's folder."""
    settings.MAIL_CATCHER = True
    settings.ROOT_URLCONF = "tests.local.urls"
    settings.LOCAL = replace(current.LOCAL, mail_dir=catcher[1])
    return client


def send(catcher, subject="Επιβεβαίωση εγγραφής", html=True):
    mail = EmailMessage()
    mail["From"] = "Σύμπραξη <no-reply@sympraxis.example>"
    mail["To"] = "Ελένη <eleni@example.org>"
    mail["Subject"] = subject
    mail["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    mail.set_content(f"Πατήστε εδώ:\n{LINK}\n")
    if html:
        mail.add_alternative(f'<html><head></head><body><a href="{LINK}">Ναι</a></body></html>', subtype="html")
    with smtplib.SMTP("127.0.0.1", catcher[0]) as smtp:
        smtp.send_message(mail, to_addrs=["eleni@example.org", "hidden@example.org"])
    return mailbox.newest_first(catcher[1])[0]


def test_catcher_keeps_what_it_was_handed(catcher):
    message = send(catcher)

    assert message.subject == "Επιβεβαίωση εγγραφής"
    assert message.recipients == "eleni@example.org, hidden@example.org"
    assert message.text == f"Πατήστε εδώ:\n{LINK}\n"
    assert dict(message.headers)["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert [name for name, _ in message.headers][:3] == ["From", "To", "Subject"]
    assert [path.suffix for path in catcher[1].iterdir()] == [".eml"]


@pytest.mark.django_db
def test_list_shows_the_newest_first(pages, catcher):
    send(catcher, "Πρώτο")
    send(catcher, "Δεύτερο")
    page = pages.get("/dev/mail/").content.decode()

    assert page.index("Δεύτερο") < page.index("Πρώτο")


@pytest.mark.django_db
def test_list_is_paged(pages, catcher):
    for number in range(26):
        send(catcher, f"Μήνυμα {number:02}", html=False)

    assert "Μήνυμα 00" not in pages.get("/dev/mail/").content.decode()
    assert "Μήνυμα 00" in pages.get("/dev/mail/?page=2").content.decode()


@pytest.mark.django_db
def test_text_part_has_links_to_click(pages, catcher):
    message = send(catcher)
    page = pages.get(f"/dev/mail/{message.name}/").content.decode()

    assert 'href="http://localhost:8000/confirm/?token=abc&amp;next=1"' in page
    assert 'sandbox="allow-top-navigation-by-user-activation allow-popups' in page


@pytest.mark.django_db
def test_html_part_runs_nothing_and_leads_out_of_its_frame(pages, catcher):
    message = send(catcher)
    answer = pages.get(f"/dev/mail/{message.name}/html/")

    assert answer.content.decode().startswith('<html><head><base target="_top">')
    directives = dict(part.strip().split(" ", 1) for part in answer["Content-Security-Policy"].split(";"))
    assert directives["default-src"] == "'none'"
    assert directives["sandbox"] == (
        "allow-top-navigation-by-user-activation allow-popups allow-popups-to-escape-sandbox"
    )


@pytest.mark.django_db
def test_raw_message_is_what_arrived(pages, catcher):
    message = send(catcher)
    answer = pages.get(f"/dev/mail/{message.name}/raw/")

    assert answer.content == message.path.read_bytes()
    assert answer["Content-Disposition"] == f'attachment; filename="{message.name}.eml"'


@pytest.mark.django_db
def test_emptying_deletes_all_and_only_by_post(pages, catcher):
    send(catcher)

    assert pages.get("/dev/mail/empty/").status_code == 405
    assert pages.post("/dev/mail/empty/").status_code == 302
    assert mailbox.newest_first(catcher[1]) == []


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["1-2-3", "servers", "..-..-servers"])
def test_unknown_message_is_not_found(pages, name):
    assert pages.get(f"/dev/mail/{name}/").status_code == 404


def test_names_that_lead_elsewhere_are_not_followed(tmp_path):
    (tmp_path / "secret.eml").write_text("Subject: x\n\n")
    (tmp_path / "mail").mkdir()

    assert mailbox.find(tmp_path / "mail", "../secret") is None


def test_nobody_reads_mail_where_the_catcher_is_off(settings):
    settings.MAIL_CATCHER = False
    assert not policy.authorise(policy.SYSTEM, "core.mailcatcher.view", policy.PLATFORM)
    settings.MAIL_CATCHER = True
    assert policy.authorise(policy.SYSTEM, "core.mailcatcher.view", policy.PLATFORM)


def test_catcher_says_in_one_line_that_its_port_is_taken(run, tmp_path, listening):
    port = listening.getsockname()[1]
    done = run("-m", "core.mailcatcher", "--dir", str(tmp_path), "--port", str(port))

    assert done.returncode == 1
    assert done.stderr == f"The mail catcher can't listen on port {port}: Address already in use.\n"
