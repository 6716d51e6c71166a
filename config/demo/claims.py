"""What a coordinator finds to settle: a claim, a report, an entry that is there twice, and confirmed profiles."""

from datetime import timedelta

from django.contrib.auth.models import AnonymousUser
from django.db.models import F
from django.utils import timezone

from config.demo import names, people
from enterprises.actions import claims, organisations, reports
from enterprises.models import Claim, ErrorReport, LegalForm, Organisation, OrganisationKind
from enterprises.states import OrganisationState

CLAIMED = "Θεατρική Συντροφιά «Το Υπόστεγο»"
REPORTED = "Κοινωνικό Παντοπωλείο «Το Καλάθι της Πλατείας»"
TWIN = "Βότανα Κισσάβου «Χαμολούλουδο» Κοιν.Σ.Επ."
"""Somebody registers it a second time, not knowing that it is there."""


def load(partnership, crew):
    """Leave something to settle in the open partnership, where the demo has a citizen with a sign-in."""
    _confirm(partnership)
    if "citizen" not in crew.people:
        return
    here = Organisation.objects.filter(partnership=partnership)
    _claim(here.get(name=CLAIMED), crew.citizen)
    _report(here.get(name=REPORTED))
    _register_again(here.get(name=TWIN), crew)


def _confirm(partnership):
    """Most people have looked at their page within the year; the others are on the list of those to ask."""
    now = timezone.now()
    for row in Organisation.objects.filter(partnership=partnership, state=OrganisationState.ACTIVE):
        days = 20 + int(names.share(row.name, 5) * 320)
        confirmed = now - timedelta(days=days)
        if names.share(row.name, 6) < 0.7 and row.published_at and row.published_at < confirmed:
            Organisation.objects.filter(pk=row.pk).update(confirmed_at=confirmed)


def _claim(organisation, citizen):
    claim = claims.claim_organisation(
        organisation,
        acting_user=citizen,
        position="Ταμίας της συντροφιάς",
        evidence="Το όνομά μου υπάρχει στο πρόγραμμα της τελευταίας παράστασης και στο πρακτικό εκλογής του 2025. "
        "Μπορείτε να καλέσετε στο τηλέφωνο της σελίδας και να με ζητήσετε.",
    )
    Claim.objects.filter(pk=claim.pk).update(claimed_at=F("claimed_at") - timedelta(days=2))


def _report(organisation):
    report = reports.report_error(
        organisation,
        acting_user=AnonymousUser(),
        text="Από τον Σεπτέμβριο το παντοπωλείο ανοίγει στην πίσω είσοδο, από την οδό της λαϊκής. "
        "Η διεύθυνση της σελίδας οδηγεί σε κλειστή πόρτα.",
        email="geitonissa@thessaly.example",
        origin="demo",
    )
    ErrorReport.objects.filter(pk=report.pk).update(reported_at=F("reported_at") - timedelta(days=1))


def _register_again(organisation, crew):
    owner = people.add_person(f"chamolouloudo@{crew.slug}.example", "Ασπασία Λιθοσπόρου")
    draft = organisations.register_organisation(
        partnership=organisation.partnership,
        acting_user=owner,
        name="Χαμολούλουδο, Βότανα Κισσάβου",
        legal_form=LegalForm(code="other"),
        kind=OrganisationKind(code=organisation.kind_id),
        municipality=organisation.municipality,
        address=organisation.address,
        phone=organisation.phone,
        description="Μαζεύουμε και ξεραίνουμε βότανα του Κισσάβου.",
        contact_email=owner.email,
    )
    Organisation.objects.filter(pk=draft.pk).update(created_at=timezone.now() - timedelta(days=5))
