"""The public page of an organisation and what people take from it."""

from tests.access.enterprises_rows import own
from tests.access.matrix import Row, everybody


def code(world):
    return own(world) | {"ending": "svg"}


ROWS = [
    Row("organisation_card", "GET", everybody(200), kwargs=own),
    Row("organisation_qr", "GET", everybody(200), kwargs=code),
    Row("organisation_preview", "GET", everybody(200), kwargs=own),
]
