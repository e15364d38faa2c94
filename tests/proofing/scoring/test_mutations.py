"""A change makes one relation false, in one place, and nothing else."""

from __future__ import annotations

from decimal import Decimal

import pytest
from bench.proofing.annotations import Relation, Report, Spot
from bench.proofing.figures import values_of
from bench.proofing.formulas import judge, own_tolerance
from bench.proofing.mutations import Mutation, mutations, swapped


def report(text: str, kind: str, formula: str, *figures: str, exact: bool = False) -> Report:
    """A report with one relation over these pieces of its text; the stated one first."""
    spots = []
    for number, figure in enumerate(figures):
        start = text.index(figure)
        value = Decimal("".join(sign for sign in figure if sign in "0123456789."))
        spots.append(Spot(f"in{number}" if number else "stated", start, start + len(figure), value))
    found = Relation("r", kind, formula, tuple(spots), Decimal(0), True, Decimal(0), exact)
    return Report("made.txt", text, (own_tolerance(found, text),))


def of(found: Report, way: str) -> list[Mutation]:
    return [mutation for mutation in mutations(found, found.relations[0]) if mutation.way == way]


WHOLE = report(
    "全区教师845名，其中小学410名、初中305名、其余130名。",
    "sum", "stated = sum(in)", "845名", "410名", "305名", "130名", exact=True,
)  # fmt: skip
OPEN = report(
    "全区教师845名，其中小学410名、初中305名、高中130名。",
    "sum", "stated = sum(in)", "845名", "410名", "305名", "130名", exact=True,
)  # fmt: skip
GROWTH = report(
    "产量由40.0万吨增加到45.0万吨，增长12.5%。",
    "growth", "stated = (in1/in2-1)*100", "12.5%", "45.0", "40.0",
)  # fmt: skip


@pytest.mark.parametrize("found", [WHOLE, OPEN, GROWTH])
def test_each_change_is_one_piece_of_text_and_leaves_the_rest(found: Report):
    for mutation in mutations(found, found.relations[0]):
        edit = mutation.edit
        assert mutation.text == found.text[: edit.start] + edit.new + found.text[edit.end :]
        assert mutation.text != found.text


@pytest.mark.parametrize("found", [WHOLE, GROWTH])
def test_a_changed_figure_makes_the_relation_false_beyond_its_tolerance(found: Report):
    for mutation in mutations(found, found.relations[0]):
        if mutation.way == "part dropped":
            continue
        changed = next(spot for spot in mutation.relation.spots if spot.role == mutation.role)
        shown = Decimal(mutation.text[changed.start : changed.end].rstrip("名%"))
        values, steps = values_of(found.relations[0], found.text)
        truth = judge(found.relations[0], found.text, {**values, mutation.role: shown}, steps)
        assert not truth.holds


def test_one_unit_beyond_the_tolerance_is_the_nearest_that_is_false():
    assert [mutation.edit.new for mutation in of(GROWTH, "beyond tolerance")] in (["12.1"], ["12.9"])


def test_a_part_is_dropped_with_its_name_and_its_mark():
    texts = [mutation.text for mutation in of(WHOLE, "part dropped")]
    assert texts == ["全区教师845名，其中初中305名、其余130名。", "全区教师845名，其中小学410名、其余130名。"]


def test_a_dropped_part_is_false_where_a_rest_claims_completeness_and_else_possible():
    assert [mutation.false for mutation in of(WHOLE, "part dropped")] == [True, True]
    assert [mutation.false for mutation in of(OPEN, "part dropped")] == [False, False]


def test_parts_below_a_whole_that_does_not_claim_them_all_are_possible():
    below = next(m for m in of(OPEN, "decimal point") if m.role == "stated")
    assert (below.edit.new, below.false) == ("8450", False)
    above = next(m for m in of(OPEN, "decimal point") if m.role == "in2")
    assert (above.edit.new, above.false) == ("3050", True)


def test_a_figure_that_two_pieces_share_is_not_changed():
    shared = report("建成42个集团。", "repeated", "stated = in1", "42个", "建成42个")
    assert list(mutations(shared, shared.relations[0])) == []


def test_swapped_digits_begin_with_no_zero():
    assert [f"{value:f}" for value in swapped(Decimal("10.52"))] == ["15.02", "10.25"]
