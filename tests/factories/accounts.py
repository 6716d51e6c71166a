from datetime import timedelta
from functools import cache

import factory
from django.contrib.auth.hashers import make_password
from django.utils import timezone

from accounts.actions import digest_of
from accounts.models import AccessToken, User

PASSWORD = "a long enough password"


@cache
def hashed_password():
    """Hash it once: a good hash is slow by design, and every test makes people."""
    return make_password(PASSWORD)


class UserFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = User
        skip_postgeneration_save = True

    email = factory.Sequence(lambda n: f"person{n}@example.org")
    name = factory.Faker("name", locale="el_GR")
    # A second factor is its own test; demo sign-ins may work without one.
    is_demo = True

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        user = model_class(**kwargs, password=hashed_password())
        user.save()
        user.emailaddress_set.create(email=user.email, primary=True, verified=True)
        return user


class AccessTokenFactory(factory.django.DjangoModelFactory):
    """A key that works; `key` is what a program sends."""

    class Meta:
        model = AccessToken
        exclude = ["key"]

    key = factory.Sequence(lambda n: f"sympraxis_key-number-{n}")
    user = factory.SubFactory(UserFactory)
    name = "Τιμοκατάλογος"
    digest = factory.LazyAttribute(lambda token: digest_of(token.key))
    ending = factory.LazyAttribute(lambda token: token.key[-4:])
    expires_at = factory.LazyFunction(lambda: timezone.now() + timedelta(days=30))
