"""Made-up reports agree with themselves, and their planted faults are false for certain."""

from __future__ import annotations

from collections import Counter

import pytest
from bench.proofing.annotations import Relation, Report
from bench.proofing.figures import figure_at, values_of
from bench.proofing.formulas import judge
from bench.proofing.made_up import _content, made_up
from bench.proofing.planting import MOST_FAULTS, planted

SEEDS = range(60)
FEWEST_PHRASINGS = 8


@pytest.fixture(scope="module")
def reports() -> list[Report]:
    return [made_up(seed) for seed in SEEDS]


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


def test_a_report_has_1500_to_6000_characters_and_a_dozen_relations(reports: list[Report]):
    for report in reports:
        assert 1500 <= len(report.text) <= 6000
        assert len(report.relations) >= 12


def test_the_same_seed_makes_the_same_report_and_the_same_faults():
    assert made_up(7) == made_up(7)
    assert planted(10_003) == planted(10_003)
    assert made_up(7).text != made_up(13).text


def test_each_planted_fault_is_false_in_the_text_as_it_stands():
    for seed in range(10_000, 10_040):
        found = planted(seed)
        assert 1 <= len(found.faults) <= MOST_FAULTS
        for fault in found.faults:
            assert fault.false
            if fault.way != "part dropped":
                assert fault.edit.new in found.report.text
                assert found.report.text != made_up(seed).text


def test_every_topic_has_many_phrasings():
    phrases = _content("relations")
    few = {topic: len(rows) for topic, rows in phrases.items() if len(rows) < FEWEST_PHRASINGS}
    parts = ("target-", "admission-", "score-", "table-", "growth-earlier", "repeated-first", "multiple-more")
    assert [topic for topic in few if not topic.startswith((*parts, "real-growth", "balance"))] == []


def test_all_topics_and_ways_come_up(reports: list[Report]):
    usage: Counter[str] = Counter(relation.topic for report in reports for relation in report.relations)
    assert len(usage) >= 30


@pytest.mark.parametrize("genre", ["education", "government", "history", "statistics", "budget"])
def test_no_two_lines_of_a_genre_state_the_same_subject(genre: str):
    """A report would contradict itself by chance otherwise."""
    lines = [row for rows in _content("subjects")[genre].values() for row in rows if isinstance(row, dict)]
    keys = ("whole", "what", "stock", "one", "income", "total")
    named = Counter(row[key] for row in lines for key in keys if key in row)
    assert [name for name, times in named.items() if times > 1] == []
