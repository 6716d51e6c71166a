from django.db import models
from django.utils.translation import pgettext_lazy

from core.transitions import table


class FoundingState(models.TextChoices):
    IDEA = "idea", pgettext_lazy("founding", "Idea")
    TEAM = "team", pgettext_lazy("founding", "Team and legal form")
    PAPERS = "papers", pgettext_lazy("founding", "Statute and papers")
    FILED = "filed", pgettext_lazy("founding", "Filed with the register")
    REGISTERED = "registered", pgettext_lazy("founding", "Registered")
    ABANDONED = "abandoned", pgettext_lazy("founding", "Given up")


FOUNDING_OPEN = (FoundingState.IDEA, FoundingState.TEAM, FoundingState.PAPERS, FoundingState.FILED)
"""A project is under way in these, in their order."""

FOUNDING_TRANSITIONS = table(
    ("gather", [FoundingState.IDEA], FoundingState.TEAM, "enterprises.lead_founding"),
    ("prepare", [FoundingState.TEAM], FoundingState.PAPERS, "enterprises.lead_founding"),
    ("file", [FoundingState.PAPERS], FoundingState.FILED, "enterprises.lead_founding"),
    ("register", [FoundingState.FILED], FoundingState.REGISTERED, "enterprises.lead_founding"),
    ("abandon", FOUNDING_OPEN, FoundingState.ABANDONED, "enterprises.lead_founding"),
    ("resume", [FoundingState.ABANDONED], FoundingState.IDEA, "enterprises.lead_founding"),
)


class MentorState(models.TextChoices):
    ASKED = "asked", pgettext_lazy("mentor", "Asked")
    ACCEPTED = "accepted", pgettext_lazy("mentor", "Accepted")
    DECLINED = "declined", pgettext_lazy("mentor", "Declined")
    ENDED = "ended", pgettext_lazy("mentor", "Ended")


MENTOR_TRANSITIONS = table(
    ("accept", [MentorState.ASKED], MentorState.ACCEPTED, "enterprises.answer_as_mentor"),
    ("decline", [MentorState.ASKED], MentorState.DECLINED, "enterprises.answer_as_mentor"),
    ("end", [MentorState.ASKED, MentorState.ACCEPTED], MentorState.ENDED, "enterprises.end_mentorship"),
)
