"""An officer and the holder of a link answer at the same moment, over connections of their own: one answer counts."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from django.db import connection
from django.utils import timezone

from core.errors import DomainError
from core.tenancy import activate
from core.tokens import digest_of
from fairs.actions import authorisation_answers as answers
from fairs.models import AuthorisationStep, Fair
from partnerships.models import Municipality
from partnerships.states import Role
from tests.factories.accounts import UserFactory
from tests.factories.fairs import AuthorisationStepFactory, FairFactory
from tests.factories.partnerships import PartnershipFactory, give_role

GIVEN = answers.Answer(
    protocol_number="112/2026", ada="Ψ4ΔΕΩΞΜ-ΑΒ1", decided_on=timezone.localdate(), terms="Θόρυβος."
)


def test_one_of_two_answers_at_once_counts(committed):
    partnership = PartnershipFactory()
    municipality = Municipality.objects.get(slug="karditsa")
    officer = give_role(UserFactory(), Role.OFFICER, partnership=partnership, municipality=municipality)
    step = AuthorisationStepFactory(
        fair=FairFactory(partnership=partnership, state="planned"), state="asked", token_digest=digest_of("token")
    )
    start = Barrier(2)

    def act(answer):
        try:
            start.wait(timeout=30)
            with activate(partnership):
                return answer().state
        except DomainError as error:
            return error.code
        finally:
            connection.close()

    by_officer_and_link = (
        lambda: answers.grant(step, GIVEN, acting_user=officer),
        lambda: answers.refuse_by_link(step, "token", GIVEN, name="Γραμματεία"),
    )
    with ThreadPoolExecutor(2) as threads:
        outcomes = set(threads.map(act, by_officer_and_link))
    with activate(partnership):
        state, fair = AuthorisationStep.objects.get().state, Fair.objects.get().state
    assert outcomes == {state, "state-has-changed"}
    assert fair == {"granted": "authorised", "refused": "planned"}[state]
