"""Social groceries, clinics, farms and markets with their hours, and what is on the board."""

from datetime import timedelta
from decimal import Decimal

from django.utils import timezone

from config.demo import names
from enterprises.actions import board, board_answers, facilities, hours
from enterprises.hours.reading import parse_day
from enterprises.hours.spans import DAYS_OF_A_WEEK, kind_of_week
from enterprises.models import BoardAnswer, BoardPost, Organisation
from enterprises.queries.facilities import proposed_holidays
from partnerships.models import Municipality

_HOLIDAYS = 5
"""So many of the coming holidays a demo facility has said to be closed on."""


def load(partnership, crew, entries):
    """Let the organisations of the open partnership keep facilities, post and answer."""
    places = {place.slug: place for place in Municipality.objects.filter(region=partnership.region)}
    rows = {row.name: row for row in Organisation.objects.filter(partnership=partnership)}
    for entry in entries:
        owner = crew.owners[entry["of"]]
        facility = _kept(rows[entry["of"]], owner, entry, places[entry["at"]])
        for post in entry.get("posts", []):
            _posted(facility, owner, post, rows, crew)


def _kept(organisation, owner, entry, municipality):
    lat, lng = names.point_near(municipality, entry["name"])
    facility = facilities.add_facility(
        organisation,
        acting_user=owner,
        kind=entry["kind"],
        name=entry["name"],
        name_en=entry["name_en"],
        municipality=municipality,
        address=entry["address"],
        postcode=entry["postcode"],
        phone=organisation.phone,
        lat=lat,
        lng=lng,
        offers=entry["offers"],
        offers_en=entry["offers_en"],
        who_may_come=entry["who"],
        who_may_come_en=entry["who_en"],
    )
    hours.set_hours(
        facility,
        acting_user=owner,
        week=[parse_day(day) for day in entry["hours"]],
        fortnightly={str(number): kind_of_week(_next(number)) for number in entry.get("every_second", [])},
        note=entry.get("note", ""),
        note_en=entry.get("note_en", ""),
    )
    for exception in entry.get("exceptions", []):
        hours.add_exception(
            facility,
            acting_user=owner,
            starts_on=_in_days(exception["from"]),
            ends_on=_in_days(exception["to"]),
            hours=parse_day(exception.get("hours", "")),
            note=exception["note"],
            note_en=exception["note_en"],
        )
    holidays = [holiday.day for holiday in proposed_holidays(facility)[:_HOLIDAYS]]
    hours.close_on_holidays(facility, acting_user=owner, days=holidays)
    return facility


def _posted(facility, owner, entry, rows, crew):
    post = board.add_post(
        facility,
        acting_user=owner,
        kind=entry["kind"],
        what=entry["what"],
        quantity=_amount(entry),
        unit=entry.get("unit", ""),
        until=_in_days(entry["until"]),
        note=entry.get("note", ""),
    )
    came = timezone.now() - timedelta(days=entry["posted"])
    BoardPost.objects.filter(pk=post.pk).update(posted_at=came)
    for number, answer in enumerate(entry.get("answers", []), start=1):
        given = board_answers.answer_post(
            post,
            rows[answer["of"]],
            acting_user=crew.owners[answer["of"]],
            quantity=_amount(answer),
            text=answer["text"],
        )
        BoardAnswer.objects.filter(pk=given.pk).update(answered_at=came + timedelta(hours=5 * number))
        if answer.get("state") == "accepted":
            board_answers.accept_answer(given, acting_user=owner, reply=answer.get("reply", ""))


def _amount(entry):
    return Decimal(entry["quantity"]) if "quantity" in entry else None


def _next(weekday):
    """Return the next date of a day of the week (0 is Monday)."""
    return _in_days((weekday - timezone.localdate().weekday()) % DAYS_OF_A_WEEK)


def _in_days(days):
    return timezone.localdate() + timedelta(days=days)
