"""Celery entry points of this app: ids in, open the tenant, call an action."""

from contextlib import suppress

from celery import shared_task

from core import jobs, tenancy
from core.errors import DomainError
from core.policy import SYSTEM
from core.search.index import reindex_open_tenant, sources
from enterprises.actions.board import expire_post
from enterprises.actions.claims import forget_papers
from enterprises.actions.confirmations import ask_for_confirmation, remind_of_confirmation
from enterprises.actions.documents import remind_of_endings
from enterprises.actions.founding.checklist import remind_of_deadlines
from enterprises.actions.import_writing import write_batch
from enterprises.actions.marks import take_down_ended_marks
from enterprises.actions.merging import gather_stragglers
from enterprises.actions.national_imports import close_national_import
from enterprises.actions.reports import forget_reporters
from enterprises.models import BoardPost
from enterprises.queries.confirmations import due, to_remind
from partnerships.models import Partnership

ASKED_A_DAY = 200
"""Mails to one partnership's organisations a day: the year of a large import must not end in a flood."""


@shared_task
def import_organisations(partnership_id, job_id):
    """Write the rows of a confirmed import."""
    partnership = Partnership.objects.select_related("region").get(pk=partnership_id)
    with jobs.running(partnership, job_id) as job:
        if job is None:
            return
        batch = write_batch(partnership, job.subject_id, report=lambda done: jobs.progress(job, done))
        if batch.national_import:
            close_national_import(batch.national_import, acting_user=SYSTEM)


@shared_task
def remind_of_expiry():
    """Once a day: mail the managers whose papers end in a month or a week, and take down marks without a proof."""
    for partnership in Partnership.objects.active():
        with tenancy.activate(partnership):
            remind_of_endings(partnership)
            take_down_ended_marks(partnership)


@shared_task
def forget_what_is_settled():
    """Once a day: erase the addresses of reporters and the papers of claims that were settled long ago."""
    for partnership in Partnership.objects.active():
        with tenancy.activate(partnership):
            forget_reporters(partnership)
            forget_papers(partnership)


@shared_task
def gather_after_merges():
    """Every few minutes: move what was written to an organisation while it was merged into another."""
    for partnership in Partnership.objects.active():
        with tenancy.activate(partnership):
            gather_stragglers(partnership)


@shared_task
def ask_whether_still_true():
    """Once a day: ask about profiles that nobody has confirmed for a year, and remind once of those asked before.

    Each mail is a transaction of its own: what goes wrong with one keeps none of the others back.
    """
    for partnership in Partnership.objects.active():
        with tenancy.activate(partnership):
            organisations = list(due(partnership)[:ASKED_A_DAY])
            requests = list(to_remind(partnership)[:ASKED_A_DAY])
        for request in requests:
            with tenancy.activate(partnership):
                remind_of_confirmation(request)
        for organisation in organisations:
            with suppress(DomainError), tenancy.activate(partnership):
                ask_for_confirmation(organisation, acting_user=SYSTEM)


@shared_task
def close_expired_posts():
    """Once a day, soon after midnight: take the posts whose day has passed off the boards, each by itself."""
    for partnership in Partnership.objects.active():
        with tenancy.activate(partnership):
            late = list(BoardPost.objects.past_their_day().filter(partnership=partnership))
        for post in late:
            with tenancy.activate(partnership):
                expire_post(post)


@shared_task
def lay_out_hours():
    """Once a day: write the facilities into the search anew, so that it knows when they open in the coming weeks."""
    for partnership in Partnership.objects.active().select_related("region"):
        with tenancy.activate(partnership):
            reindex_open_tenant(sources()["facility"])


@shared_task
def remind_of_founding_deadlines():
    """Once a day: mail the teams of founding projects whose steps are due in a week or tomorrow."""
    for partnership in Partnership.objects.active():
        with tenancy.activate(partnership):
            remind_of_deadlines(partnership)
