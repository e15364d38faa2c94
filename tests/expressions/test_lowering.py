"""What the SQL looks like, and that no quotient and no DOUBLE is in it."""

from __future__ import annotations

import duckdb
import pytest
from sqlglot import exp
from tests.expressions.fields import COLUMNS, FIELDS

from duxue.expressions import check, parse, to_sql


def sql(text):
    expression = parse(text)
    check(expression, FIELDS)
    return to_sql(expression, lambda name: exp.column(name, table="r"), FIELDS).sql("duckdb")


def test_a_comparison_of_a_quotient_is_multiplied_out():
    assert sql("pupils / classes > 55") == (
        "CAST(r.pupils AS BIGINT) > (CAST(55 AS BIGINT) * CAST(r.classes AS BIGINT))"
    )


def test_a_sum_of_decimals_stays_at_18_digits_where_its_range_allows():
    assert sql("balance + change > 0").startswith(
        "(CAST(CAST(r.balance AS DECIMAL(18, 2)) AS DECIMAL(17, 2)) + CAST(CAST(r.change AS BIGINT) AS DECIMAL(17, 2)))"
    )


def test_a_constant_part_is_computed_beforehand():
    assert sql("pupils > 2 * 3 + 0.5") == (
        "CAST(CAST(r.pupils AS BIGINT) AS DECIMAL(6, 1)) > CAST(6.5 AS DECIMAL(6, 1))"
    )


def test_text_is_a_literal_whatever_it_holds():
    assert sql('name == "x\'; DROP TABLE rows; --"') == "r.name = 'x''; DROP TABLE rows; --'"


@pytest.mark.parametrize(
    "text",
    [
        "pupils / 4 + balance * share",
        "ceil(balance / share)",
        "floor(balance / 0.3) * share",
        "min(pupils, balance, 0.0001)",
        "step(balance / share, [[0, 0.5], [1, 2]])",
        "max(-balance, share) * change",
    ],
)
def test_no_part_of_the_sql_is_a_double(text):
    expression = parse(text)
    tree = to_sql(expression, exp.column, FIELDS)
    empty = ", ".join(f"CAST(NULL AS {kind}) AS {name}" for name, kind in COLUMNS.items())
    for part in tree.find_all(exp.Binary, exp.Func, exp.Case, exp.Neg):
        found = (
            duckdb.connect().execute(f"SELECT typeof({part.sql('duckdb')}) FROM (SELECT {empty})").fetchall()
        )
        assert found[0][0].startswith(("DECIMAL", "BIGINT", "HUGEINT", "INTEGER", "BOOLEAN")), part.sql(
            "duckdb"
        )


def test_the_deepest_expression_that_is_read_becomes_sql_that_runs():
    texts = ["not (" * 49 + "public" + ")" * 49, "-(" * 49 + "pupils" + ")" * 49 + " < 1"]
    texts += [
        "(public and not " * 30 + "public" + ")" * 30,
        "(public or (public and " * 24 + "public" + "))" * 24,
    ]
    texts += [" and ".join(["public"] * 900), " + ".join(["pupils"] * 1_000) + " > 1"]
    empty = ", ".join(f"CAST(NULL AS {kind}) AS {name}" for name, kind in COLUMNS.items())
    for text in texts:
        expression = parse(text)
        check(expression, FIELDS)
        written = to_sql(expression, exp.column, FIELDS).sql("duckdb")
        assert duckdb.connect().execute(f"SELECT {written} FROM (SELECT {empty})").fetchall() == [(None,)]
