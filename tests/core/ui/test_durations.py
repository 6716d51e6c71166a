from datetime import timedelta

import pytest
from django.template import Context, Template
from django.utils import timezone
from django.utils.translation import override

from core.ui.durations import age_of

SPANS = [
    (timedelta(minutes=1), "1 λεπτό", "1 minute"),
    (timedelta(hours=2, minutes=5), "2 ώρες", "2 hours"),
    (timedelta(days=3), "3 ημέρες", "3 days"),
    (timedelta(days=15), "2 εβδομάδες", "2 weeks"),
]


@pytest.mark.parametrize("span, greek, english", SPANS)
def test_age_speaks_both_languages(span, greek, english):
    moment = timezone.now() - span
    for language, expected in (("el", greek), ("en", english)):
        with override(language):
            assert age_of(moment) == expected.replace(" ", "\xa0")


def test_timesince_of_django_speaks_greek_too():
    with override("el"):
        template = Template("{{ moment|timesince }}")
        assert template.render(Context({"moment": timezone.now() - timedelta(hours=1)})) == "1\xa0ώρα"


AGES = [
    (timedelta(seconds=20), "μόλις τώρα", "just now"),
    (timedelta(minutes=2), "πριν από 2\xa0λεπτά", "2\xa0minutes ago"),
]


@pytest.mark.parametrize("span, greek, english", AGES)
def test_ago_begins_with_just_now(span, greek, english):
    context = Context({"moment": timezone.now() - span})
    for language, expected in (("el", greek), ("en", english)):
        with override(language):
            assert Template("{{ moment|ago }}").render(context) == expected
