"""The units of a spread or of a reach: each school with its values, and which tests it meets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from duxue.cli.names import Names
from duxue.measures import Calculator, FigureId, Moment
from duxue.measures import definitions as forms
from duxue.measures.compiling import Compiler
from duxue.measures.engines.cells import UnitValue, UnitVerdict
from duxue.measures.plan import ReachPlan, Test
from duxue.messages import Text, labels
from duxue.scoring.wording import qualified
from duxue.tracing import Trace
from duxue.values import half_up, plain, unit

ORDERS = {"at_least": (0, 1), "above": (1,), "at_most": (0, -1), "below": (-1,)}
SIGNS = {"at_least": "≥", "above": ">", "at_most": "≤", "below": "<"}
DECIMALS = 4


@dataclass(frozen=True)
class UnitCell:
    """One value of a unit as it is shown; `met` where it stands against a limit."""

    value: Fraction | None
    met: bool | None = None


@dataclass(frozen=True)
class UnitRow:
    unit: str
    cells: tuple[UnitCell, ...]
    passed: bool | None


@dataclass(frozen=True)
class UnitTable:
    """`judged` says whether the units meet something (a reach) or only differ (a spread)."""

    columns: tuple[Text, ...]
    rows: tuple[UnitRow, ...]
    judged: bool


def unit_table(names: Names, calculator: Calculator, trace: Trace, moment: Moment) -> UnitTable:
    """The units behind a spread or a reach, in the order of their codes."""
    figure, definition = trace.figure.id, trace.definition
    if isinstance(definition, forms.Reach):
        plan = calculator.compiler.reach(definition.id, figure.slice, moment)
        return _reached(names, definition, plan, calculator.compiler, trace)
    assert isinstance(definition, forms.Spread)
    ratio = calculator.compiler.spread(definition.id, figure.slice, moment).ratio
    rows = [_spread_row(value, ratio.factor) for value in trace.units if isinstance(value, UnitValue)]
    of = names.inputs.catalogue[definition.of.measure]
    columns = (labels()["cli-role-numerator"], labels()["cli-role-denominator"], with_unit_of(of))
    return UnitTable(columns, tuple(rows), False)


def with_unit_of(definition: forms.Definition) -> Text:
    symbol = unit(definition.unit).symbol
    marks = [symbol] if symbol.zh else []
    return qualified(definition.title, marks)


def _spread_row(value: UnitValue, factor: Fraction) -> UnitRow:
    above, below = value.numerator, value.denominator
    ratio = above / below * factor if above is not None and below else None
    return UnitRow(value.unit, (UnitCell(above), UnitCell(below), UnitCell(ratio)), None)


def _reached(
    names: Names, definition: forms.Reach, plan: ReachPlan, compiler: Compiler, trace: Trace
) -> UnitTable:
    """One column a test; with rounds (months, terms) one column for each test of each round."""
    tests = [test for tests in plan.rounds for test in tests]
    titles = [
        _test_title(names, compiler, test, form, trace)
        for test, form in zip(plan.rounds[0], definition.tests, strict=True)
    ]
    columns = [_in_round(title, index, plan) for index in range(len(plan.rounds)) for title in titles]
    rows = [_reach_row(verdict, tests) for verdict in trace.units if isinstance(verdict, UnitVerdict)]
    return UnitTable(tuple(columns), tuple(rows), True)


def _in_round(title: Text, index: int, plan: ReachPlan) -> Text:
    if len(plan.rounds) == 1:
        return title
    leaf = plan.rounds[index][0].ratio.numerator.terms[0].leaf
    return Text(f"{leaf.period} {title.zh}", f"{leaf.period} {title.en}")


def _test_title(names: Names, compiler: Compiler, test: Test, form: forms.ReachTest, trace: Trace) -> Text:
    ref = form.ref()
    own = FigureId(ref.measure, compiler.passed(trace.figure.id.slice, ref), "", "")
    title = names.measure(own)
    limit = f"{SIGNS[test.operator]} {plain(test.limit)}"
    return Text(f"{title.zh}（{limit}）", f"{title.en} ({limit})")


def _reach_row(verdict: UnitVerdict, tests: Sequence[Test]) -> UnitRow:
    values = [value for values in verdict.values for value in values]
    cells = [UnitCell(value, met(value, test)) for value, test in zip(values, tests, strict=True)]
    return UnitRow(verdict.unit, tuple(cells), verdict.passed)


def met(value: Fraction | None, test: Test) -> bool | None:
    """Whether an exact value keeps the limit of a test; None where there is no value."""
    if value is None:
        return None
    return ((value > test.limit) - (value < test.limit)) in ORDERS[test.operator]


def shown(value: Fraction | None) -> str:
    """An exact value with at most four decimals, "—" where it is not known."""
    return "—" if value is None else plain(half_up(value, DECIMALS))
