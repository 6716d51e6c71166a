from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.transitions import table


class FacilityKind(models.TextChoices):
    GROCERY = "grocery", _("Social grocery")
    CLINIC = "clinic", _("Social clinic")
    FARM = "farm", _("Social farm")
    MARKET = "market", _("Social market")


class FacilityState(models.TextChoices):
    LISTED = "listed", _("Listed")
    HIDDEN = "hidden", _("Hidden")


class BoardKind(models.TextChoices):
    NEED = "need", pgettext_lazy("board", "Need")
    SURPLUS = "surplus", pgettext_lazy("board", "To give")


class PostState(models.TextChoices):
    OPEN = "open", _("Open")
    SETTLED = "settled", pgettext_lazy("board", "Settled")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    EXPIRED = "expired", pgettext_lazy("board", "Expired")


POST_TRANSITIONS = table(
    ("settle", [PostState.OPEN], PostState.SETTLED, "enterprises.keep_board"),
    ("withdraw", [PostState.OPEN], PostState.WITHDRAWN, "enterprises.keep_board"),
    ("expire", [PostState.OPEN], PostState.EXPIRED, "enterprises.expire_posts"),
    (
        "reopen",
        [PostState.SETTLED, PostState.WITHDRAWN, PostState.EXPIRED],
        PostState.OPEN,
        "enterprises.keep_board",
    ),
)


class AnswerState(models.TextChoices):
    OFFERED = "offered", pgettext_lazy("board", "Offered")
    ACCEPTED = "accepted", pgettext_lazy("board", "Accepted")
    DECLINED = "declined", pgettext_lazy("board", "Declined")
    WITHDRAWN = "withdrawn", _("Withdrawn")


ANSWER_TRANSITIONS = table(
    ("accept", [AnswerState.OFFERED], AnswerState.ACCEPTED, "enterprises.decide_answer"),
    # What was agreed can fall through: either side takes it back, and the quantity is open again.
    ("decline", [AnswerState.OFFERED, AnswerState.ACCEPTED], AnswerState.DECLINED, "enterprises.decide_answer"),
    ("withdraw", [AnswerState.OFFERED, AnswerState.ACCEPTED], AnswerState.WITHDRAWN, "enterprises.withdraw_answer"),
)
