from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator
from fractions import Fraction
from itertools import zip_longest
from pathlib import Path
from typing import Any

import pytest
import yaml
from tests.journeys.fushun_numerals import Numeral, numerals, value

from duxue.periods import Period
from duxue.values import convert, unit

FUSHUN = Path(__file__).parents[2] / "examples" / "fushun-2021"
SCHEME = Path(__file__).parents[2] / "src/duxue/library/schemes/liaoning-2022-city"
REPORT_TITLE = "抚顺市人民政府关于2021年度履行教育职责情况自查报告"
USES = {"stated", "judgement", "stated-result", "problem", "none"}
REASONS = {"activity-count", "honour", "publicity", "quoted-rule", "policy-number", "duplicate"}
NOT_FACTS = {"date", "document-number", "ordinal", "name", "phrase", "age-range", "word"}

Row = dict[str, str]


def rows(name: str) -> list[Row]:
    with (FUSHUN / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def read(path: Path) -> Any:
    """A file with every scalar as its text, so that 96.15 stays 96.15."""
    return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)


FACTS = rows("facts.csv")
OTHERS = rows("not-facts.csv")
STATED = read(FUSHUN / "stated.yaml")["figures"]
JUDGEMENTS = read(FUSHUN / "judgements.yaml")
PROBLEMS = read(FUSHUN / "problems.yaml")


def used_as(use: str) -> list[Row]:
    return [fact for fact in FACTS if fact["used_as"] == use]


def recorded_numerals() -> list[Numeral]:
    """Both files merged in the order of the report."""
    merged = [(int(row["order"]), Numeral(row["section"], row["number"])) for row in FACTS]
    merged += [(int(row["order"]), Numeral(row["section"], row["numeral"])) for row in OTHERS]
    return [numeral for _, numeral in sorted(merged)]


@pytest.fixture(scope="module")
def report(corpus: Path) -> str:
    return (corpus / "documents" / "fushun_2021_self_evaluation.txt").read_text(encoding="utf-8")


# with the report


def test_every_numeral_of_the_report_is_a_fact_or_says_why_it_is_none(report):
    found = list(numerals(report))

    different = [
        (order, printed, recorded)
        for order, (printed, recorded) in enumerate(zip_longest(found, recorded_numerals()), start=1)
        if printed != recorded
    ]

    assert len(found) > 200
    assert not different, (
        f"{len(different)} differ, first (order, in the report, in our files): {different[0]}"
    )


def test_no_chinese_or_arabic_digit_of_the_report_is_outside_a_numeral(report):
    digits = Counter(
        character for character in report if character in "0123456789〇零一二三四五六七八九十百千万亿两"
    )
    in_numerals = Counter("".join(numeral.text for numeral in numerals(report)).replace(".", ""))
    units = Counter("".join(re.findall(r"(?<=[\d.])\s*([千百万亿]+)元", report)))

    assert digits == in_numerals + units


def test_the_text_of_the_report_stays_outside_the_repository(report):
    plain = "".join(report.split())
    title = "".join(REPORT_TITLE.split())
    length = 12
    written = (path for folder in (FUSHUN, SCHEME) for path in folder.rglob("*"))
    # Made-up registers, and what runs wrote, hold none of the report.
    files = [
        path
        for path in written
        if path.suffix in {".csv", ".yaml", ".md"}
        and not {"registers", "runs", "snapshots"} & set(path.parts)
    ]

    copied = [
        (path.name, line[start : start + length])
        for path in files
        for line in ("".join(line.split()) for line in own_lines(path, title))
        for start in range(len(line) - length + 1)
        if line[start : start + length] in plain
    ]

    assert files
    assert not copied


def own_lines(path: Path, title: str) -> Iterator[str]:
    """The lines of a file without the names of documents and indicators, which are names and no text."""
    names = (
        title,
        "辽政教督室〔2022〕10号",
        "辽宁省人民政府教育督导室",
        "落实学校疫情防控“四方责任”",
        "2022年对市级人民政府履行教育职责评价",
        "学习贯彻习近平总书记关于教育工作重要论述",
    )
    for line in path.read_text(encoding="utf-8").splitlines():
        for name in names:
            line = line.replace(name, "|")
        yield line


# without the report


def test_the_running_numbers_of_both_files_leave_no_gap():
    orders = sorted(int(row["order"]) for row in (*FACTS, *OTHERS))

    assert orders == list(range(1, len(FACTS) + len(OTHERS) + 1))
    assert [fact["id"] for fact in FACTS] == [f"f{int(fact['order']):03}" for fact in FACTS]


def test_at_least_three_of_five_facts_are_used():
    used = [fact for fact in FACTS if fact["used_as"] != "none"]

    assert len(used) * 100 >= len(FACTS) * 60


def test_a_fact_is_used_or_gives_a_reason_from_the_list_and_never_both():
    for fact in FACTS:
        assert fact["used_as"] in USES, fact
        if fact["used_as"] == "none":
            assert fact["reason_not_used"] in REASONS, fact
        else:
            assert not fact["reason_not_used"], fact
            assert fact["ref"], fact


def test_a_numeral_that_is_no_fact_says_why_from_the_list():
    assert {row["why"] for row in OTHERS} == NOT_FACTS


@pytest.mark.parametrize("word", sorted(USES | REASONS | NOT_FACTS))
def test_each_word_of_the_lists_is_explained_in_chinese_and_in_english(word):
    readme = (FUSHUN / "README.md").read_text(encoding="utf-8")

    assert readme.count(f"| `{word}` |") == 2


def test_every_number_is_worth_what_its_row_says_in_a_known_unit_and_a_period():
    for fact in FACTS:
        assert value(fact["number"]) == Fraction(fact["value"]), fact
        assert unit(fact["unit"]).id == fact["unit"], fact
        assert str(Period.parse(fact["period"])) == fact["period"], fact
        assert fact["hedge"] in {"", "at-least", "at-most"}, fact
        assert fact["counts"], fact
        assert fact["counts_en"], fact


def test_chinese_numerals_are_read_as_numbers():
    read_as = {
        "五": 5,
        "十": 10,
        "十三": 13,
        "五十六": 56,
        "两": 2,
        "一百零八": 108,
        "十二万三千": 123_000,
        "19万": 190_000,
    }

    assert {text: value(text) for text in read_as} == read_as
    for nonsense in ("一一", "九一八", "", "甲"):
        with pytest.raises(ValueError):
            value(nonsense)


def test_a_stated_fact_is_the_figure_that_it_refers_to():
    figures = {f"{figure['figure']}#stated:{figure['source']}": figure for figure in STATED}
    referred = [ref for fact in used_as("stated") for ref in fact["ref"].split()]

    assert Counter(referred) == Counter(figures.keys())
    for fact in used_as("stated"):
        for ref in fact["ref"].split():
            figure = figures[ref]
            in_our_unit = convert(Fraction(figure["value"]), unit(figure["unit"]), unit(fact["unit"]))
            assert in_our_unit == Fraction(fact["value"]), fact
            assert ref.split("#")[0].endswith(f"@210400@{fact['period']}"), fact


def test_a_hedged_figure_says_so_in_a_note():
    noted = {f"{figure['figure']}#stated:{figure['source']}" for figure in STATED if "note" in figure}
    hedged = {ref for fact in used_as("stated") if fact["hedge"] for ref in fact["ref"].split()}

    assert hedged <= noted


def test_a_judgement_gives_the_points_that_are_printed_and_they_add_up_to_91_15():
    points = {point["item"]: Fraction(point["points"]) for point in JUDGEMENTS["points"]}
    referred = {fact["ref"]: Fraction(fact["value"]) for fact in used_as("judgement")}

    assert referred == {
        f"liaoning-2022-city/{item}@210400@w2021#self": worth for item, worth in points.items()
    }
    assert set(points) == {f"L{number:02}" for number in range(1, 15)}
    assert sum(points.values()) == Fraction("91.15")


def test_total_and_number_of_indicators_are_recorded_as_said():
    (said,) = JUDGEMENTS["stated"]
    facts = {fact["unit"]: fact["value"] for fact in used_as("stated-result")}

    assert facts == {"point": said["total"], "item": said["items_said"]} == {"point": "96.15", "item": "15"}
    assert {fact["ref"] for fact in used_as("stated-result")} == {
        "liaoning-2022-city/total@210400@w2021#self"
    }


def test_a_problem_fact_counts_the_problems_that_it_refers_to():
    states = {problem["id"]: problem["state"] for problem in PROBLEMS["last_year"]}
    admitted = {measure for entry in PROBLEMS["admitted"] for measure in entry["measures"]}
    counted = {
        fact["number"]: fact["ref"].split() for fact in used_as("problem") if "admitted:" not in fact["ref"]
    }
    named = [
        fact["ref"].removeprefix("admitted:") for fact in used_as("problem") if "admitted:" in fact["ref"]
    ]

    assert counted == {
        "五": list(states),
        "4": [problem for problem, state in states.items() if state == "done"],
    }
    assert all(value(number) == len(problems) for number, problems in counted.items())
    assert Counter(states.values()) == {"done": 4, "under-way": 1}
    assert [problem["stated"] for problem in PROBLEMS["last_year"]].count("false") == 2
    assert set(named) <= admitted


def test_a_repeated_fact_repeats_the_earlier_one_exactly():
    earlier: dict[str, Row] = {}
    for fact in FACTS:
        if fact["reason_not_used"] == "duplicate":
            original = earlier[fact["ref"]]
            assert (fact["value"], fact["unit"]) == (original["value"], original["unit"]), fact
        elif fact["used_as"] == "none":
            assert not fact["ref"], fact
        earlier[fact["id"]] = fact


@pytest.mark.parametrize(
    ("whole", "parts"),
    [
        ("party-organisations", ["party-committees", "party-general-branches", "party-branches"]),
        ("training-institutions-licensed", ["institutions-deposit", "institutions-idle"]),
        ("teacher-misconduct-cases", ["teachers-dismissed", "teachers-demoted"]),
        (
            "teachers-recruited",
            [
                "teachers-recruited-public",
                "teachers-recruited-private",
                "teachers-recruited-private-kindergarten",
            ],
        ),
    ],
)
def test_parts_add_up_to_their_whole(whole, parts):
    worth = {figure["figure"].split("@")[0]: Fraction(figure["value"]) for figure in STATED}

    assert worth[whole] == sum(worth[part] for part in parts)


def test_a_stated_measure_of_the_workspace_is_stated_in_its_unit_and_its_kind_of_period():
    measures = {path.stem: read(path) for path in (FUSHUN / "library" / "measures").glob("*.yaml")}
    own = {
        figure["figure"].split("@")[0]: figure
        for figure in STATED
        if figure["figure"].split("@")[0] in measures
    }

    assert measures.keys() == own.keys()
    for name, measure in measures.items():
        assert measure["id"] == name
        assert measure["kind"] == "stated"
        assert measure["unit"] == own[name]["unit"]
        period = Period.parse(own[name]["figure"].split("@")[2])
        assert period.type == measure["period_type"], name
