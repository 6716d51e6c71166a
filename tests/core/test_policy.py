import pytest
from django.contrib.auth.models import AnonymousUser

from core import policy
from core.errors import PermissionRefused
from core.policy import PLATFORM, SYSTEM, AllOf, AnyOf, authorise, predicate


@predicate("never")
def never(actor, obj):
    return False


@predicate("always")
def always(actor, obj):
    return True


@pytest.fixture(autouse=True)
def table(monkeypatch):
    monkeypatch.setattr(policy, "_table", {"t.yes": always, "t.no": never, "t.job": policy.system})


def test_unknown_name_is_denied():
    assert not authorise(AnonymousUser(), "t.unknown", PLATFORM)


@pytest.mark.parametrize("actor, obj", [(None, PLATFORM), (AnonymousUser(), None)])
def test_missing_actor_or_object_is_denied(actor, obj):
    assert not authorise(actor, "t.yes", obj)


def test_refusal_carries_its_reason():
    assert authorise(AnonymousUser(), "t.no", PLATFORM).reason == "never"
    with pytest.raises(PermissionRefused) as refusal:
        policy.enforce(AnonymousUser(), "t.no", PLATFORM)
    assert refusal.value.message == "never"


def test_any_of_needs_one_and_all_of_needs_all():
    assert AnyOf(never, always).decide(None, None)
    assert not AnyOf(never, never).decide(None, None)
    assert AllOf(always, always).decide(None, None)
    assert AllOf(always, never).decide(None, None).reason == "never"


def test_only_the_platform_is_the_system():
    assert authorise(SYSTEM, "t.job", PLATFORM)
    assert not authorise(AnonymousUser(), "t.job", PLATFORM)


def test_one_name_has_one_rule():
    with pytest.raises(ValueError, match=r"t\.yes"):
        policy.register({"t.yes": never})
