"""`evaluate` and DuckDB on the SQL of `to_sql` give the same value for every expression and row."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

import duckdb
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlglot import exp
from tests.expressions.fields import COLUMNS, FIELDS

from duxue.expressions import bounds, canonical, check, evaluate, parse, to_sql
from duxue.expressions.lowering import result_of
from duxue.messages import InputError

NUMBERS = st.one_of(
    st.integers(-20, 20).map(str),
    st.decimals(-20, 20, places=2).map(lambda value: f"{value:f}"),
    st.sampled_from(["0", "1", "0.5", "12", "100", "0.0001", "3"]),
)
TEXTS = st.sampled_from(["primary", "junior", "it's"])
DAYS = st.dates(date(2019, 1, 1), date(2022, 12, 31))
ORDER = st.sampled_from(["==", "!=", "<", "<=", ">", ">="])
REFUSALS = {"expressions-fraction-left", "expressions-divides-by-zero", "expressions-too-wide"}
NUMERIC_FIELDS = ["change", "pupils", "classes", "balance", "share"]


def larger(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    pair = st.tuples(inner, inner)
    steps = st.lists(st.integers(-30, 30), min_size=1, max_size=3, unique=True).map(sorted)
    return st.one_of(
        st.tuples(pair, st.sampled_from(["+", "-", "*", "/", "/"])).map(
            lambda p: f"({p[0][0]} {p[1]} {p[0][1]})"
        ),
        inner.map(lambda part: f"-({part})"),
        st.tuples(st.sampled_from(["ceil", "floor"]), inner).map(lambda p: f"{p[0]}({p[1]})"),
        st.tuples(st.sampled_from(["min", "max"]), inner, inner, inner).map(
            lambda p: f"{p[0]}({p[1]}, {p[2]}, {p[3]})"
        ),
        st.tuples(inner, steps, st.lists(NUMBERS, min_size=3, max_size=3)).map(
            lambda p: (
                f"step({p[0]}, [{', '.join(f'[{low}, {v}]' for low, v in zip(p[1], p[2], strict=False))}])"
            )
        ),
    )


numeric = st.recursive(st.one_of(st.sampled_from(NUMERIC_FIELDS), NUMBERS), larger, max_leaves=5)
simple_condition = st.one_of(
    st.tuples(numeric, ORDER, numeric).map(" ".join),
    st.tuples(numeric, numeric, numeric).map(lambda p: f"{p[0]} between {p[1]} and {p[2]}"),
    st.tuples(numeric, st.lists(NUMBERS, min_size=1, max_size=4)).map(
        lambda p: f"{p[0]} in [{', '.join(p[1])}]"
    ),
    numeric.map(lambda part: f"{part} is missing"),
    numeric.map(lambda part: f"{part} is not missing"),
    st.tuples(st.sampled_from(["stage", "name"]), st.sampled_from(["==", "!="]), TEXTS).map(
        lambda p: f'{p[0]} {p[1]} "{p[2]}"'
    ),
    st.lists(TEXTS, min_size=1, max_size=3).map(
        lambda p: "stage in [" + ", ".join(f'"{choice}"' for choice in p) + "]"
    ),
    st.tuples(ORDER, DAYS).map(lambda p: f"opened {p[0]} {p[1]}"),
    st.sampled_from(
        ["public", "public == false", "opened is missing", "stage == name", "public is not missing"]
    ),
)
condition = st.recursive(
    simple_condition,
    lambda inner: st.one_of(
        st.tuples(inner, st.sampled_from(["and", "or"]), inner).map(lambda p: f"({p[0]}) {p[1]} ({p[2]})"),
        inner.map(lambda part: f"not ({part})"),
    ),
    max_leaves=3,
)
row = st.fixed_dictionaries(
    {
        "change": st.none() | st.integers(-50, 50),
        "pupils": st.none() | st.sampled_from([0, 1, 55, 56, 99, 100, 20_000]) | st.integers(0, 20_000),
        "classes": st.none() | st.integers(1, 60),
        "balance": st.none() | st.decimals(Decimal("-99.99"), Decimal("99.99"), places=2),
        "share": st.none() | st.decimals(Decimal(0), Decimal("9.9999"), places=4),
        "stage": st.none() | TEXTS,
        "name": st.none() | TEXTS,
        "opened": st.none() | DAYS,
        "public": st.none() | st.booleans(),
    }
)


@pytest.fixture(scope="module")
def engine():
    connection = duckdb.connect()
    connection.execute(f"CREATE TABLE rows (_n INTEGER, {', '.join(f'{n} {t}' for n, t in COLUMNS.items())})")
    yield connection
    connection.close()


def refusals(expression):
    try:
        check(expression, FIELDS)
    except InputError as error:
        return {fault.code for fault in error.faults}
    return set()


def agree(engine, text, rows):
    expression = parse(text)
    if refusals(expression):
        assert refusals(expression) <= REFUSALS
        return
    tree = to_sql(expression, exp.column, FIELDS)
    engine.execute("DELETE FROM rows")
    marks = ", ".join(["(" + ", ".join(["?"] * (len(COLUMNS) + 1)) + ")"] * len(rows))
    cells = [cell for n, one in enumerate(rows) for cell in (n, *(one[name] for name in COLUMNS))]
    engine.execute(f"INSERT INTO rows VALUES {marks}", cells)
    query = (
        exp.select(tree.copy(), exp.func("typeof", tree.copy())).from_("rows").order_by("_n").sql("duckdb")
    )
    found = engine.execute(query).fetchall()
    expected = [evaluate(expression, one) for one in rows]
    assert [
        Fraction(v) if isinstance(v, int | Decimal) and not isinstance(v, bool) else v for v, _ in found
    ] == expected
    assert [evaluate(parse(canonical(expression)), one) for one in rows] == expected
    told = getattr(result_of(expression, exp.column, FIELDS), "type", None)
    if told is not None:
        assert all(
            bounds(expression, FIELDS).contains(value) for value in expected if isinstance(value, Fraction)
        )
        assert {kind for _, kind in found} == {str(told).replace(", ", ",")}


FAST = settings(max_examples=400, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
SOAK = settings(max_examples=20_000, deadline=None, suppress_health_check=list(HealthCheck))


@FAST
@given(numeric, st.lists(row, min_size=1, max_size=5))
def test_a_number_is_the_same_in_the_engine_and_its_type_is_the_one_foretold(engine, text, rows):
    agree(engine, text, rows)


@FAST
@given(condition, st.lists(row, min_size=1, max_size=5))
def test_a_condition_is_the_same_in_the_engine(engine, text, rows):
    agree(engine, text, rows)


@pytest.mark.soak
@SOAK
@given(st.one_of(numeric, condition), st.lists(row, min_size=1, max_size=5))
def test_twenty_thousand_expressions_are_the_same_in_the_engine(engine, text, rows):
    agree(engine, text, rows)
