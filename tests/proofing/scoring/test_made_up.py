"""Made-up reports agree with themselves, and their planted faults are false for certain."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from bench.proofing.annotations import Relation, Report
from bench.proofing.figures import figure_at, values_of
from bench.proofing.formulas import judge
from bench.proofing.made_up import FIRST, HELD_OUT, _content, made_up
from bench.proofing.planting import MOST_FAULTS, planted

SEEDS = range(60)
FEWEST_PHRASINGS = {FIRST: 8, HELD_OUT: 5}
GENRES = ("education", "government", "history", "statistics", "budget")


@pytest.fixture(scope="module", params=[FIRST, HELD_OUT])
def phrases(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def reports(phrases: str) -> list[Report]:
    return [made_up(seed, phrases) for seed in SEEDS]


def is_true(relation: Relation, text: str) -> bool:
    """From the numerals as they are read in the text, not from what the author had in mind."""
    values, steps = values_of(relation, text)
    return judge(relation, text, values, steps).holds


def test_every_relation_of_a_clean_report_is_true(reports: list[Report]):
    false = [
        (r.name, relation.name) for r in reports for relation in r.relations if not is_true(relation, r.text)
    ]
    assert false == []


def test_every_figure_of_the_ledger_stands_in_the_text(reports: list[Report]):
    missing = [
        (report.name, relation.name, spot.role)
        for report in reports
        for relation in report.relations
        for spot in relation.figures
        if spot.value is not None and figure_at(spot, report.text) is None
    ]
    assert missing == []


def test_a_report_has_1400_to_6000_characters_and_a_dozen_relations(reports: list[Report]):
    for report in reports:
        assert 1400 <= len(report.text) <= 6000
        assert len(report.relations) >= 12


def test_the_same_seed_makes_the_same_report_and_the_same_faults(phrases: str):
    assert made_up(7, phrases) == made_up(7, phrases)
    assert planted(10_003, None, phrases) == planted(10_003, None, phrases)
    assert made_up(7, phrases).text != made_up(13, phrases).text


def test_each_planted_fault_is_false_in_the_text_as_it_stands(phrases: str):
    for seed in range(10_000, 10_040):
        found = planted(seed, None, phrases)
        assert 1 <= len(found.faults) <= MOST_FAULTS
        for fault in found.faults:
            assert fault.false
            if fault.way != "part dropped":
                assert fault.edit.new in found.report.text
                assert found.report.text != made_up(seed, phrases).text


def test_every_topic_has_many_phrasings(phrases: str):
    fewest = FEWEST_PHRASINGS[phrases]
    few = [topic for topic, rows in _content(phrases, "relations").items() if len(rows) < fewest]
    parts = ("target-", "admission-", "score-", "table-", "growth-earlier", "repeated-first", "multiple-more")
    assert [topic for topic in few if not topic.startswith((*parts, "real-growth", "balance"))] == []


def test_the_sets_share_no_phrasing_and_no_sentence_around():
    for name in ("relations", "filler"):
        first, held_out = (set(_sentences(_content(phrases, name))) for phrases in (FIRST, HELD_OUT))
        assert first & held_out == set()


def _sentences(content: Any) -> Iterator[str]:
    if isinstance(content, str):
        yield content
        return
    for row in content.values() if isinstance(content, dict) else content:
        yield from _sentences(row)


def test_all_topics_and_ways_come_up(reports: list[Report]):
    usage: Counter[str] = Counter(relation.topic for report in reports for relation in report.relations)
    assert len(usage) >= 30


@pytest.mark.parametrize("genre", GENRES)
def test_no_two_lines_of_a_genre_state_the_same_subject(genre: str, phrases: str):
    """A report would contradict itself by chance otherwise."""
    lines = [
        row for rows in _content(phrases, "subjects")[genre].values() for row in rows if isinstance(row, dict)
    ]
    keys = ("whole", "what", "stock", "one", "income", "total")
    named = Counter(row[key] for row in lines for key in keys if key in row)
    assert [name for name, times in named.items() if times > 1] == []
