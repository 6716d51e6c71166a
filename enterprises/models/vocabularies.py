from django.db import models
from django.utils.translation import gettext as _

from core.vocabulary import Term, in_language


def cited(source):
    """Return the places of a source in words: "4430/2016:14+" is law 4430/2016, article 14 and following.

    A ";" parts several of them. They are a list, since Greek and English do not join such names with the same mark.
    """
    return [_cited(part.strip()) for part in source.split(";")] if source else []


def _cited(part):
    law, colon, article = part.partition(":")
    if not colon:
        return _("Law %(law)s") % {"law": law}
    if article.endswith("+"):
        return _("Law %(law)s, article %(article)s and following") % {"law": law, "article": article[:-1]}
    return _("Law %(law)s, article %(article)s") % {"law": law, "article": article}


class LegalForm(Term):
    """A legal form of social-economy bodies, with the law it stands on.

    Each rule names the place in the law it comes from (`…_source`) and says whether it was found in a
    public source (`…_verified`); what was not is shown as still to be checked.
    """

    law = models.CharField(max_length=120, blank=True)
    min_members = models.PositiveSmallIntegerField(null=True, blank=True)
    min_members_note_el = models.CharField(max_length=200, blank=True)
    min_members_note_en = models.CharField(max_length=200, blank=True)
    min_members_by_exception = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="Fewer members that the law lets some of this form begin with"
    )
    min_members_source = models.CharField(max_length=120, blank=True)
    min_members_verified = models.BooleanField(default=False)
    vulnerable_share = models.PositiveSmallIntegerField(null=True, blank=True, help_text="Per cent of the members")
    vulnerable_note_el = models.CharField(max_length=300, blank=True)
    vulnerable_note_en = models.CharField(max_length=300, blank=True)
    vulnerable_source = models.CharField(max_length=120, blank=True)
    vulnerable_verified = models.BooleanField(default=False)
    profit_rule_el = models.TextField(blank=True)
    profit_rule_en = models.TextField(blank=True)
    profit_source = models.CharField(max_length=120, blank=True)
    profit_verified = models.BooleanField(default=False)
    fits_el = models.CharField(max_length=300, blank=True)
    fits_en = models.CharField(max_length=300, blank=True)
    may_be_founded = models.BooleanField(default=False, help_text="Whether a founding project can aim at it")
    gemi_legal_type_id = models.PositiveSmallIntegerField(null=True, blank=True)
    is_verified = models.BooleanField(default=False)

    @property
    def min_members_note(self):
        return in_language(self.min_members_note_el, self.min_members_note_en)

    @property
    def vulnerable_note(self):
        return in_language(self.vulnerable_note_el, self.vulnerable_note_en)

    @property
    def profit_rule(self):
        return in_language(self.profit_rule_el, self.profit_rule_en)

    @property
    def min_members_laws(self):
        return cited(self.min_members_source)

    @property
    def vulnerable_laws(self):
        return cited(self.vulnerable_source)

    @property
    def profit_laws(self):
        return cited(self.profit_source)

    @property
    def laws(self):
        return cited(self.law)

    @property
    def fits(self):
        """For whom this form is made, in a sentence."""
        return in_language(self.fits_el, self.fits_en)


class OrganisationKind(Term):
    """What an organisation is in the field: social grocery, consumer movement, cooperative..."""

    short_el = models.CharField(max_length=80, blank=True)
    short_en = models.CharField(max_length=80, blank=True)

    @property
    def short(self):
        return in_language(self.short_el, self.short_en) or self.label


class NaceSection(Term):
    """A section of NACE Rev. 2.1."""
