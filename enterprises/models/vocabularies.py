from django.db import models

from core.vocabulary import Term, in_language


class LegalForm(Term):
    """A legal form of social-economy bodies, with the law it stands on."""

    law = models.CharField(max_length=120, blank=True)
    min_members = models.PositiveSmallIntegerField(null=True, blank=True)
    min_members_note_el = models.CharField(max_length=200, blank=True)
    min_members_note_en = models.CharField(max_length=200, blank=True)
    vulnerable_share = models.PositiveSmallIntegerField(null=True, blank=True, help_text="Per cent of the members")
    vulnerable_note_el = models.CharField(max_length=300, blank=True)
    vulnerable_note_en = models.CharField(max_length=300, blank=True)
    profit_rule_el = models.TextField(blank=True)
    profit_rule_en = models.TextField(blank=True)
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


class OrganisationKind(Term):
    """What an organisation is in the field: social grocery, consumer movement, cooperative..."""

    short_el = models.CharField(max_length=80, blank=True)
    short_en = models.CharField(max_length=80, blank=True)

    @property
    def short(self):
        return in_language(self.short_el, self.short_en) or self.label


class NaceSection(Term):
    """A section of NACE Rev. 2.1."""
