"""How the history tells of organisations and what they have."""

from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _

from core import history, telephones
from core.search.labels import labels
from enterprises import models
from enterprises.hours.words import days_of_the_week, week_in_words
from enterprises.queries import steps
from enterprises.queries.labels import kinds, target_groups
from enterprises.tables.months import season_in_words


def register():
    """Let the history tell of the models of this app. Founding projects are their teams' own."""
    codes = {"serves": _places, "target_groups": target_groups, "nace_sections": _sections, "themes": kinds}
    codes |= {"other": _organisations, "merged": _organisations, "steps_done": _steps}
    history.register(
        models.Organisation,
        also=(models.OrganisationRecord,),
        labels={
            "slug": _("Address of the page"),
            "other": _("The other entry"),
            "merged": _("Entry that was merged"),
            "merged_into": _("Entry that was kept"),
            "steps_done": _("Steps gone through"),
        },
        coded=codes,
        shown={"phone": telephones.shown},
    )
    history.register(
        models.Product, coded={"area": _places}, shown={"season_months": season_in_words, "price": _euros}
    )
    history.register(models.Document, joins=("control_body",))
    history.register(models.Photo, joins=("organisation",))
    history.register(models.ContactPerson)
    history.register(models.Claim, joins=("organisation",), labels={"position": _("role in it")})
    history.register(models.ErrorReport, joins=("organisation",))
    history.register(models.Facility, shown={"hours": _hours, "fortnightly": _days, "phone": telephones.shown})
    history.register(models.HoursException, joins=("facility",), tells_values=False)
    history.register(models.BoardPost)
    history.register(models.BoardAnswer, joins=("organisation", "post"))
    history.register(models.ImportBatch, tells_values=False)
    history.register(models.FoundingStep, joins=("kind",), tells_values=False)


def _steps(_codes):
    return {step.code: step.label for step in steps.STEPS}


def _euros(amount):
    return f"{number_format(amount, 2, use_l10n=True, force_grouping=True)} €"


def _hours(week):
    return "; ".join(week_in_words(week))


def _days(rhythm):
    return days_of_the_week(sorted(map(int, rhythm))) if rhythm else ""


def _places(slugs):
    return labels("municipality", slugs)


def _organisations(keys):
    return models.Organisation.objects.in_bulk(keys)


def _sections(codes):
    found = models.NaceSection.objects.in_bulk(codes)
    return {code: section.label for code, section in found.items()}
