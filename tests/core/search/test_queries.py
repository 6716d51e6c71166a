import re
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core.search import counting
from core.search.queries import Box, Place, search

HERE = Path(__file__).parent
VOLOS, LARISSA, CHANIA = {"lat": 39.36, "lng": 22.94}, {"lat": 39.64, "lng": 22.42}, {"lat": 35.51, "lng": 24.02}


def titles(q="", **choices):
    return [found.entry.title for found in search(q, **choices).found]


def test_search_needs_all_words(publish):
    publish("Μέλι Πηλίου")
    publish("Μέλι Ολύμπου")
    assert titles("μελι πηλιο") == ["Μέλι Πηλίου"]


def test_search_without_a_word_in_what_was_typed_finds_nothing(publish):
    publish("Μέλι και κερί")
    assert (titles("και"), titles("!?")) == ([], [])


def test_search_without_words_shows_what_fits_the_choices_by_name(publish):
    publish("Φράουλες", region="crete")
    publish("Άνθη", region="crete")
    publish("Μέλι", region="thessaly")
    assert (titles(), titles(region="crete")) == (["Άνθη", "Μέλι", "Φράουλες"], ["Άνθη", "Φράουλες"])


def test_search_ranks_title_over_text(publish):
    publish("Αλφα", text="Μέλι ελάτης")
    publish("Μέλι ελάτης")
    assert titles("μελι ελατης") == ["Μέλι ελάτης", "Αλφα"]


def test_search_ranks_letters_over_stem_over_family(publish):
    publish("Υφαντική")
    publish("Υφαντά")
    publish("Υφαντό")
    assert titles("υφαντό") == ["Υφαντό", "Υφαντά", "Υφαντική"]


def test_search_puts_what_is_spelled_as_typed_before_a_title_that_sounds_alike(publish):
    publish("Μέλη της ένωσης", text="Μέλος, μέλη, μελών")
    publish("Κυψέλη", text="Πουλάμε τα μέλια του βουνού")
    assert titles("μέλι") == ["Κυψέλη", "Μέλη της ένωσης"]
    assert titles("meli") == ["Κυψέλη", "Μέλη της ένωσης"]


def test_search_leaves_out_what_sounds_like_a_short_word_when_enough_is_spelled_so(publish):
    publish("Μέλη της ένωσης", text="Mail us")
    publish("Μέλι Βόλου")
    publish("Μέλια Πηλίου")
    assert len(titles("μέλι")) == 3
    publish("Παραγωγοί μελιού")
    assert sorted(titles("μέλι")) == ["Μέλι Βόλου", "Μέλια Πηλίου", "Παραγωγοί μελιού"]
    assert len(titles("meli")) == 4


def test_search_keeps_the_relatives_of_a_short_word(publish):
    publish("Παιδί", copies=3)
    publish("Παιδικός σταθμός")
    publish("Πεδιάδα")
    assert titles("παιδί")[3:] == ["Παιδικός σταθμός"]


def test_search_keeps_other_spellings_of_a_long_word(publish):
    publish("Παντοπωλείο", copies=3)
    publish("Παντοπολείο")
    assert titles("παντοπωλείο")[3:] == ["Παντοπολείο"]


def test_search_puts_the_same_title_first(publish):
    publish("Άνθος")
    publish("Άνθος Άνθος Άνθος")
    assert titles("ανθος")[0] == "Άνθος"


def test_search_tries_mistyped_words_only_when_nothing_else_is_found(publish):
    publish("Παντοπωλείο")
    publish("Παντομωλείο")
    assert titles("παντοπωλείο") == ["Παντοπωλείο"]
    results = search("παντοπλωείο")
    assert ([found.entry.title for found in results.found], results.is_wide) == (["Παντοπωλείο"], True)


def test_search_lets_a_mistyped_word_win_over_a_distant_relative(publish):
    publish("Σαπωνία")
    publish("Σαπούνια")
    publish("Σάπινος")
    assert titles("σαπύνια")[0] == "Σάπινος"


def test_search_of_three_words_may_miss_one(publish):
    publish("Συνεταιρισμός Γυναικών Ζαγοράς")
    results = search("συνεταιρισμός γυναικών Μετσόβου")
    assert ([found.entry.title for found in results.found], results.is_wide) == (
        ["Συνεταιρισμός Γυναικών Ζαγοράς"],
        True,
    )


def test_search_of_two_words_needs_both(publish):
    publish("Συνεταιρισμός Ζαγοράς")
    assert titles("συνεταιρισμός Μετσόβου") == []


def test_search_keeps_strangers_out(publish):
    publish("Επισκευή ηλεκτρικών συσκευών")
    assert titles("ηλεκτρονικός") == []


def test_search_filters_and_counts_each_choice_as_if_it_were_open(publish):
    publish("Μέλι Βόλου", region="thessaly", municipality="volos")
    publish("Μέλι Λάρισας", region="thessaly", municipality="larissa")
    publish("Μέλι Χανίων", region="crete", municipality="chania", kind="network")
    results = search("μελι", region="thessaly", kinds=["organisation"])
    assert (results.count, results.facets) == (
        2,
        counting.empty_facets()
        | {
            "type": {"organisation": 2},
            "region": {"thessaly": 2},
            "municipality": {"larissa": 1, "volos": 1},
        },
    )
    assert search("μελι", kinds=["organisation"]).facets["type"] == {"organisation": 2, "network": 1}
    assert titles("μελι", municipality="chania") == ["Μέλι Χανίων"]


def test_search_near_orders_by_distance(publish):
    publish("Μέλι Χανίων", **CHANIA)
    publish("Μέλι Λάρισας", **LARISSA)
    publish("Μέλι Βόλου", **VOLOS)
    publish("Μέλι κάπου")
    found = search("μελι", near=Place(39.36, 22.94)).found
    distances = [one.distance_km and round(one.distance_km) for one in found]
    assert distances == [0, 54, 439, None]
    assert [one.entry.title for one in found] == ["Μέλι Βόλου", "Μέλι Λάρισας", "Μέλι Χανίων", "Μέλι κάπου"]


def test_search_in_a_box_needs_no_words(publish):
    publish("Χανιά", **CHANIA)
    publish("Βόλος", **VOLOS)
    publish("Άγραφα")
    assert titles("", bbox=Box(south=39, west=22, north=40, east=23)) == ["Βόλος"]


def test_search_pages_without_repeating(publish):
    publish("Μέλι", copies=25)
    pages = [[found.entry.pk for found in search("μελι", limit=10, offset=offset).found] for offset in (0, 10, 20)]
    assert [len(page) for page in pages] == [10, 10, 5]
    assert len({key for page in pages for key in page}) == 25


def test_search_of_very_many_counts_all_and_ranks_titles_first(publish):
    publish("Κερί", text="Μέλι", copies=600)
    publish("Μέλι")
    results = search("μελι", limit=1)
    assert (results.count, [found.entry.title for found in results.found]) == (601, ["Μέλι"])


def test_search_asks_few_times(publish, db):
    publish("Παντοπωλείο Βόλου")
    publish("Υφαντική")
    asked = {}
    for q in ["παντοπωλείο", "παντοπωλκείο", "υφαντό", "υποβρύχιο"]:
        with CaptureQueriesContext(connection) as queries:
            search(q)
        asked[q] = len(queries)
    assert asked == {"παντοπωλείο": 4, "παντοπωλκείο": 8, "υφαντό": 10, "υποβρύχιο": 4}


def test_search_reads_the_index_and_not_the_table(publish):
    publish("Μέλι", copies=2000)
    with CaptureQueriesContext(connection) as queries:
        search("μελι")
    plans = []
    # The last two read what was chosen by its keys.
    for query in queries.captured_queries[:-2]:
        with connection.cursor() as cursor:
            cursor.execute("EXPLAIN " + query["sql"])
            plans.append("\n".join(line for (line,) in cursor.fetchall()))
    assert [re.findall(r"(Bitmap Index Scan on \w+|Seq Scan)", plan) for plan in plans] == [
        ["Bitmap Index Scan on search_entry_sample_2", "Bitmap Index Scan on search_entry_sample_3"],
        ["Bitmap Index Scan on search_entry_vector"],
        ["Bitmap Index Scan on search_entry_vector"] * 4,
    ]


@pytest.mark.parametrize("text", ["'", "\\", "a' | 'b", "!", ":*", "μελι:*", "(", "&", "%s", "x" * 500])
def test_search_takes_any_text(publish, text):
    publish("Μέλι")
    assert titles(f"{text} βουνό δάσος") == []


@pytest.mark.parametrize("prefix", ["", "fresh_"])
def test_search_is_as_good_as_it_was(partnership, prefix):
    out = StringIO()
    call_command("search_eval", HERE / f"{prefix}corpus.csv", HERE / f"{prefix}queries.csv", stdout=out)
    *classes, overall = re.findall(r"^(\w+) +\d+ / \d+ +([\d.]+)%$", out.getvalue(), re.MULTILINE)
    assert [name for name, share in classes if float(share) < 85] == []
    assert float(overall[1]) >= 95
