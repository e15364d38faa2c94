"""The weighted spread and its limits against figures that authorities have published."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from duxue import library
from duxue.evaluation import load_workspace, run
from duxue.registers import load_contract
from duxue.standards import limit_for, load_standards

# Worked example in the explanation of the method: books of five primary schools,
# https://m.777doc.com/doc-2019910.html
PUPILS = (45, 37, 89, 76, 55)
BOOKS = (279, 137, 935, 160, 402)

SCHEME = """
id: books
edition: 1
title: {zh: 图书差异, en: spread of books}
authority: {zh: 测试, en: a test}
year: 2021
object: county
standing: made-up
total: 1
decimals: 2
layers: [self]
sources: [computed]
indicators:
  - id: B
    title: {zh: 图书, en: books}
    points: 1
    by: rule
    rule: {kind: all-or-nothing, when: {figure: {measure: bb-books-spread, with: {stage: primary}}, at_most: 0.65}}
"""
EVALUATION = """
title: {zh: 图书差异, en: spread of books}
codes: free
made_up: false
evaluations: [{scheme: books, window: w, objects: [{area: "990101"}]}]
windows: {w: {title: {zh: 2021学年, en: school year 2021}, school-year: SY2021}}
standards: []
"""
MANIFEST = """
files:
  - file: school-assets.csv
    register: school-assets
    period: SY2021
    origin: official
    source: {zh: 算例, en: worked example}
"""

# Ningguo 2022, https://275167.com/OpennessContent/download/2668105.html: the seven resources in their order.
RESOURCES = (
    "higher-qualified",
    "backbone",
    "sports-arts",
    "teaching-area",
    "sports-area",
    "equipment",
    "multimedia",
)
NINGGUO = {
    "primary": ("0.677", "0.674", "0.618", "0.519", "0.597", "0.167", "0.759"),
    "junior": ("0.542", "1.055", "0.507", "0.587", "0.686", "0.254", "0.496"),
}


def school(number: int, pupils: int, books: int) -> Mapping[str, object]:
    return {
        "school": f"s{number}",
        "school_type": "primary",
        "location": "rural",
        "ownership": "public",
        "pupils_primary": pupils,
        "classes_primary": 1,
        "largest_class_primary": pupils,
        "books": books,
    }


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    folder = tmp_path / "w"
    for name, text in {
        "evaluation.yaml": EVALUATION,
        "registers/manifest.yaml": MANIFEST,
        "library/schemes/books/scheme.yaml": SCHEME,
    }.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    areas = ["code,name,name_en,parent,kind,valid_from,valid_to", "990101,县,County,,county,2000-01-01,"]
    areas += [f"s{number},学校{number},School {number},990101,school,2000-01-01," for number in range(5)]
    (folder / "areas.csv").write_text("\n".join(areas) + "\n", "utf-8")
    fields = list(load_contract(library.ROOT / "registers" / "school-assets.yaml").fields)
    with (folder / "registers" / "school-assets.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, fields, restval="0")
        writer.writeheader()
        writer.writerows(school(n, *pair) for n, pair in enumerate(zip(PUPILS, BOOKS, strict=True)))
    return folder


def test_the_worked_example_gives_0_5153(workspace: Path, tmp_path: Path):
    loaded = load_workspace(workspace, tmp_path / "staging")
    figure = run(loaded.inputs, "fractions").figure("bb-books-spread[stage=primary]@990101@SY2021")
    assert figure is not None
    assert figure.shown == Decimal("0.5153")


def test_of_ningguo_s_spreads_of_2022_only_equipment_keeps_its_limits():
    standards = load_standards(library.ROOT / "standards")
    for stage, spreads in NINGGUO.items():
        kept = []
        for resource, spread in zip(RESOURCES, spreads, strict=True):
            limit = limit_for(standards[f"qb-{resource}-spread"], {"stage": stage}, {})
            assert limit is not None
            assert limit.op == "at_most"
            if Fraction(spread) <= limit.value:
                kept.append(resource)
        assert kept == ["equipment"], stage
