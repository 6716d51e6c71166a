"""Celery entry points of this app: ids in, open the tenant, call an action."""

from contextlib import suppress

from celery import shared_task

from core import jobs, tenancy
from core.errors import DomainError
from fairs.actions import contracts, offers
from fairs.actions.authorisation_reminders import remind_and_escalate
from fairs.actions.calendar import keep_to_the_days
from fairs.actions.dossiers import make_paper
from fairs.actions.releasing import tell_released
from fairs.actions.surveys import ask_exhibitors
from fairs.actions.visitors import forget_past_reminders, remind_some_visitors
from fairs.queries.offers import offers_past_their_end, offers_to_remind
from partnerships.models import Partnership


@shared_task
def keep_fairs_to_their_days():
    """Every hour: close calls whose last day has passed, let fairs begin, and close those that are over."""
    for partnership in Partnership.objects.active():
        with tenancy.activate(partnership):
            keep_to_the_days(partnership)


@shared_task
def remind_of_authorisations():
    """Once a day: remind the bodies that are to answer soon, and tell the deputies of those that are late."""
    for partnership in Partnership.objects.active():
        with tenancy.activate(partnership):
            remind_and_escalate(partnership)


@shared_task
def tell_decisions(partnership_id, job_id):
    """Write to everybody whose application was decided with a released dossier."""
    partnership = Partnership.objects.get(pk=partnership_id)
    with jobs.running(partnership, job_id) as job:
        if job is not None:
            tell_released(partnership, job.subject_id, report=lambda done: jobs.progress(job, done))


@shared_task
def remind_visitors():
    """Once a day: mail the citizens who asked to be reminded of a fair that is near, and forget those of past ones."""
    for partnership in Partnership.objects.active():
        with tenancy.activate(partnership):
            forget_past_reminders(partnership)
        reminded = 1
        while reminded:
            with tenancy.activate(partnership):
                reminded = remind_some_visitors(partnership)


@shared_task
def make_contract(partnership_id, job_id):
    """Set the contract of a stand that was confirmed."""
    partnership = Partnership.objects.get(pk=partnership_id)
    with jobs.running(partnership, job_id) as job:
        if job is not None:
            contracts.make_contract(partnership, job.subject_id)


@shared_task
def make_dossier(partnership_id, job_id):
    """Make the PDF of a dossier of decisions."""
    partnership = Partnership.objects.get(pk=partnership_id)
    with jobs.running(partnership, job_id) as job:
        if job is not None:
            make_paper(partnership, job.subject_id)


@shared_task
def remind_of_offers():
    """Once a day: remind of the stands whose time to confirm ends in 7, 3 or 1 days, each mail by itself."""
    for partnership in Partnership.objects.active():
        for offer in _in(partnership, offers_to_remind):
            with suppress(DomainError), tenancy.activate(partnership):
                offers.remind_of_offer(offer)


@shared_task
def end_offers():
    """Every few minutes: give the stands that nobody confirmed in time to the next who waits, each by itself."""
    for partnership in Partnership.objects.active():
        for offer in _in(partnership, offers_past_their_end):
            with suppress(DomainError), tenancy.activate(partnership):
                offers.lapse_offer(offer)


@shared_task
def ask_exhibitors_of_fairs():
    """Once a day: ask the exhibitors of the fairs that are over how it was, each by itself."""
    for partnership in Partnership.objects.active():
        ask_exhibitors(partnership)


def _in(partnership, query):
    with tenancy.activate(partnership):
        return list(query(partnership))
