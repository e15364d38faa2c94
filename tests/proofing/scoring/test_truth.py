"""What is said to hold is reckoned anew from the formula and the figures."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from bench.proofing.annotations import Relation, Spot, read_folder
from bench.proofing.figures import figure_at, values_of
from bench.proofing.formulas import judge, own_tolerance, parse

CLOSE = Decimal("0.0001")


def relation(text: str, kind: str, formula: str, *figures: str, exact: bool = False) -> Relation:
    """A relation over pieces of the text such as `增长12.5%`, the stated one first."""
    spots = []
    for number, figure in enumerate(figures):
        start = text.index(figure)
        value = Decimal("".join(sign for sign in figure if sign in "0123456789."))
        spots.append(Spot(f"in{number}" if number else "stated", start, start + len(figure), value))
    found = Relation("r", kind, formula, tuple(spots), Decimal(0), True, Decimal(0), exact)
    return own_tolerance(found, text)


def holds(found: Relation, text: str) -> bool:
    values, steps = values_of(found, text)
    return judge(found, text, values, steps).holds


@pytest.mark.parametrize(
    ("formula", "text", "figures", "true"),
    [
        ("stated = (in1/in2-1)*100", "由40.0增加到45.0，增长12.5%", ("增长12.5%", "45.0", "40.0"), True),
        ("stated = (in1/in2-1)*100", "由40.0增加到45.0，增长13.5%", ("增长13.5%", "45.0", "40.0"), False),
        ("stated = ((in1/in2)^(1/5)-1)*100", "由8.2到23.8，年均24%", ("年均24%", "23.8", "8.2"), True),
        (
            "stated = in2/(in1-in2)*100 (net loss)",
            "共107，增加7，增长7.0%",
            ("增长7.0%", "107", "增加7"),
            True,
        ),
        ("stated <= in1 (part of whole)", "共107，其中108", ("其中108", "107"), True),
        ("stated <= in1 (part of whole)", "共107，其中109", ("其中109", "107"), False),
        ("stated = 100-sum", "甲30.2%，乙69.7%", ("30.2%", "69.7%"), True),
    ],
)
def test_a_formula_is_true_within_the_rounding_of_its_figures(
    formula: str, text: str, figures: tuple[str, ...], true: bool
):
    assert holds(relation(text, "growth", formula, *figures), text) is true


def test_a_count_has_no_tolerance():
    text = "共22名，其中甲10名、其余11名"
    assert not holds(relation(text, "sum", "stated = sum(in)", "22", "10", "11", exact=True), text)


def test_a_formula_that_nobody_explained_is_an_error():
    with pytest.raises(ValueError, match="without explanation"):
        parse(Relation("r", "sum", "it is so", (), Decimal(0), True, Decimal(0)))


def test_every_annotated_relation_is_reckoned_as_its_annotation_says(corpus: Path):
    differ = []
    for report in read_folder(corpus):
        for found in report.relations:
            values, steps = values_of(found, report.text)
            truth = judge(found, report.text, values, steps)
            near = abs(truth.recomputed - found.recomputed) <= CLOSE * max(Decimal(1), abs(found.recomputed))
            if truth.holds != found.holds or not near:
                differ.append((report.name, found.name, truth))
    assert differ == []


def test_nearly_every_annotated_figure_is_found_in_its_place(corpus: Path):
    """One part of a sum is a problem that is named without a number."""
    missing = [
        (report.name, found.name, spot.role)
        for report in read_folder(corpus)
        for found in report.relations
        for spot in found.figures
        if spot.value is not None and figure_at(spot, report.text) is None
    ]
    assert len(missing) <= 1
