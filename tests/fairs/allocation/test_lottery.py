"""The draw: the same for everybody, and no place more likely than another."""

import subprocess
import sys
from collections import Counter
from itertools import permutations
from pathlib import Path

from fairs.allocation.lottery import draw, ranked
from fairs.allocation.problem import Applicant
from tests.fairs.allocation.small import fair

SCRIPT = Path(__file__).resolve().parents[3] / "docs" / "lottery.py"
SEEDS = 10_000
# The 99.9th percentile of chi-square with 23 degrees of freedom. The seeds are fixed, so it never fails by chance.
HIGHEST = 49.73


def keys_by_rank(problem) -> list[str]:
    return [one.key for one in ranked(problem)]


def test_the_draw_is_repeated_by_the_published_script(tmp_path):
    keys = [f"application-{number}" for number in range(50)] + ["Συνεταιρισμός «Ίρις»"]
    (tmp_path / "keys.txt").write_text("\n".join(keys[::-1]) + "\n", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-I", SCRIPT, "ΛΑΧΕΙΟ 4711", tmp_path / "keys.txt"],
        capture_output=True,
        check=True,
        env={"PYTHONIOENCODING": "utf-8", "PYTHONUTF8": "1"},
    )
    lines = [line.split("\t") for line in done.stdout.decode().splitlines()]
    assert lines == [[str(place), key] for place, key in enumerate(draw("ΛΑΧΕΙΟ 4711", keys), 1)]


def test_the_script_is_short_and_needs_nothing_but_python():
    lines = SCRIPT.read_text(encoding="utf-8").splitlines()
    imported = {line.split()[1] for line in lines if line.startswith(("import ", "from "))}
    assert len(lines) <= 30
    assert imported == {"hashlib", "pathlib", "sys"}


def test_every_order_is_equally_likely():
    applicants = [Applicant(key) for key in "abcd"]
    drawn = Counter(
        tuple(keys_by_rank(fair(applicants, [], method="lottery", seed=str(seed)))) for seed in range(SEEDS)
    )
    orders = list(permutations("abcd"))
    expected = SEEDS / len(orders)
    statistic = sum((drawn[order] - expected) ** 2 / expected for order in orders)
    assert statistic < HIGHEST


def test_one_applicant_less_changes_nothing_between_the_others():
    keys = [str(number) for number in range(30)]
    assert [key for key in draw("s", keys) if key != "7"] == draw("s", [key for key in keys if key != "7"])


def test_the_draw_is_within_the_classes():
    applicants = [Applicant(str(number), priority=1 + number % 2) for number in range(20)]
    classes = [one.priority for one in ranked(fair(applicants, [], method="lottery", seed="s"))]
    assert classes == [1] * 10 + [2] * 10


def test_by_points_the_earlier_application_is_first_among_equals():
    applicants = [Applicant("a", points=1, submitted=1), Applicant("b", points=5, submitted=9)]
    assert keys_by_rank(fair([*applicants, Applicant("c", points=5, submitted=2)], [])) == ["c", "b", "a"]


def test_first_come_looks_at_the_time_alone():
    applicants = [Applicant("a", points=9, submitted=2), Applicant("b", submitted=1)]
    assert keys_by_rank(fair(applicants, [], method="first_come")) == ["b", "a"]
