"""Mails about founding projects: to the team, its mentors, whoever is invited, and the coordinators."""

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from accounts.models import User
from core.outbox import queue_mail
from enterprises.queries.people import coordinators_of, managers_of
from enterprises.states import MentorState


def invite(member, token):
    """Queue the mail that invites an address to the team; it holds the only copy of the token."""
    project = member.project
    user = User.objects.filter(email=member.email).first()
    language = user.language if user else settings.LANGUAGE_CODE
    with override(language):
        address = settings.SITE_URL + reverse("founding_join", args=[project.partnership.slug, token])
    queue_mail(
        "enterprises/mail/founding_invitation",
        partnership=project.partnership,
        to=member.email,
        context={"project": project, "member": member, "address": address},
        language=language,
    )


def tell_of_newcomer(member):
    """Queue a mail to the lead that somebody joined."""
    for user in _lead(member.project):
        if user.pk != member.user_id:
            _queue("founding_joined", member.project, user, "founding_team", member=member)


def tell_of_removal(member):
    """Queue a mail to somebody who was taken out of the team."""
    _queue("founding_removed", member.project, member.user, "founding_entry")


def tell_of_lead(member):
    """Queue a mail to the new lead."""
    _queue("founding_lead", member.project, member.user, "founding_detail")


def ask_mentor(mentor):
    """Queue a mail to the managers of an organisation that is asked to be a mentor."""
    for user in managers_of(mentor.organisation):
        _queue("founding_mentor_asked", mentor.project, user, "founding_detail", mentor=mentor)


def tell_of_answer(mentor):
    """Queue a mail to the lead about the answer of an organisation."""
    accepted = mentor.state == MentorState.ACCEPTED
    for user in _lead(mentor.project):
        _queue("founding_mentor_answered", mentor.project, user, "founding_mentors", mentor=mentor, accepted=accepted)


def tell_of_ended_mentorship(mentor, acting_user):
    """Queue a mail to the lead and the managers of the mentor, but not to who ended it."""
    people = {user.pk: user for user in (*_lead(mentor.project), *managers_of(mentor.organisation))}
    people.pop(acting_user.pk, None)
    for user in people.values():
        _queue("founding_mentor_ended", mentor.project, user, "founding_entry", mentor=mentor)


def remind_of_steps(project, due_on, days, steps):
    """Queue a mail to each of the team about the steps that are due on a day; the same one once for ever."""
    for user in team_of(project):
        _queue(
            "founding_due",
            project,
            user,
            "founding_checklist",
            dedupe_key=f"founding-due-{project.pk}-{due_on:%Y%m%d}-{days}-{user.pk}",
            due_on=due_on,
            steps=steps,
        )


def tell_of_message(project, message):
    """Queue a mail to the others of the discussion; each gets at most one in an hour. It does not carry the words."""
    hour = timezone.now().strftime("%Y%m%d%H")
    for user in _talking(project):
        if user.pk != message.author_id:
            _queue(
                "founding_talk",
                project,
                user,
                "founding_talk",
                dedupe_key=f"founding-talk-{project.pk}-{hour}-{user.pk}",
                message=message,
            )


def tell_of_the_end(project, acting_user):
    """Queue a mail to the team and the mentors that the project is given up, with the reason."""
    for user in _close_to(project, acting_user):
        _queue("founding_abandoned", project, user, "founding_detail")


def tell_of_registration(project, organisation, acting_user):
    """Queue a mail to the team, the mentors and the coordinators that the organisation is registered."""
    people = {user.pk: user for user in (*_close_to(project, acting_user), *coordinators_of(project.partnership))}
    people.pop(acting_user.pk, None)
    for user in people.values():
        _queue("founding_registered", project, user, "founding_detail", organisation=organisation)


def team_of(project):
    """Return the active users of the team."""
    seats = project.team.filter(left_at=None, user__is_active=True).select_related("user").order_by("user")
    return [seat.user for seat in seats]


def _lead(project):
    seats = project.team.filter(left_at=None, is_lead=True, user__is_active=True).select_related("user")
    return [seat.user for seat in seats]


def _mentoring(project):
    accepted = project.mentors.filter(state=MentorState.ACCEPTED).select_related("organisation")
    return [user for mentor in accepted for user in managers_of(mentor.organisation)]


def _close_to(project, acting_user):
    people = {user.pk: user for user in (*team_of(project), *_mentoring(project))}
    people.pop(acting_user.pk, None)
    return list(people.values())


def _talking(project):
    """Return the team, the mentors, and the coordinators who have written here."""
    wrote = set(project.messages.values_list("author", flat=True))
    coordinators = [user for user in coordinators_of(project.partnership) if user.pk in wrote]
    people = {user.pk: user for user in (*team_of(project), *_mentoring(project), *coordinators)}
    return list(people.values())


def _queue(template, project, user, route, dedupe_key="", **context):
    partnership = project.partnership
    with override(user.language):
        place = [partnership.slug] if route == "founding_entry" else [partnership.slug, project.pk]
        address = settings.SITE_URL + reverse(route, args=place)
    queue_mail(
        f"enterprises/mail/{template}",
        dedupe_key=dedupe_key,
        partnership=partnership,
        to=user.email,
        context={"project": project, "recipient": user, "address": address, **context},
        language=user.language,
    )
