"""The query that divides shared assets, in whole numbers only (HUGEINT holds every product, BIGINT most)."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from sqlglot import exp

from duxue.registers.contracts import Contract, Derived
from duxue.registers.exact_shares import WEIGHT, factors, largest_weight, whole
from duxue.registers.fields import DIGITS, DecimalField, Field, IntegerField
from duxue.registers.snapshots import SYSTEM

MOST_PUPILS = 10_000_000
"""With weights up to 1000 and four decimals the exact shares then stay within BIGINT."""


class Division:
    """The steps from rows per school to rows per school and stage, as query trees.

    `weighed` adds to each school a weight `w:<stage>` (missing where its pupils are; 0 where it has none),
    their sum `n:sum`, the assets `a:<field>` in units of their last digit, and the part `t:<stage>:<field>` of
    each stage but the one that takes the rest; `undecided` finds schools that cannot be divided; `rows` gives
    the divided rows. Names with a colon cannot meet those of fields.
    """

    def __init__(self, contract: Contract, source: Contract) -> None:
        assert contract.derived is not None
        self._contract = contract
        self._source = source
        self._derived: Derived = contract.derived
        self._stages = list(self._derived.stages)
        self._kept = [name for name, stage in self._derived.stages.items() if stage.keep]
        self._whole_type = "BIGINT" if self._fits_bigint() else "HUGEINT"

    def weighed(self) -> exp.Select:
        """Every school with its weights and the parts of its shared assets, one column a stage and field."""
        query = exp.select("*").from_("schools")
        query = self._next(
            query, [_named(self._positive(), "n:positive"), _named(self._unknown(), "n:unknown")]
        )
        query = self._next(query, [_named(self._weight(stage), f"w:{stage}") for stage in self._stages])
        total = _sum(_column(f"w:{stage}") for stage in self._stages)
        query = self._next(query, [_named(total, "n:sum")])
        query = self._next(query, [_named(self._is_last(stage), f"last:{stage}") for stage in self._stages])
        shared = self._derived.shared
        query = self._next(query, [_named(self._whole_number(name), f"a:{name}") for name in shared])
        for position, stage in enumerate(self._stages):
            query = self._next(
                query, [_named(self._taken(name, position), f"t:{stage}:{name}") for name in shared]
            )
        return query

    def undecided(self) -> exp.Expr:
        """Schools that cannot be divided, with the code of the reason."""
        queries = [self._reason("derive-no-stage", self._no_stage(), "")]
        for stage in self._stages:
            pupils = self._pupils(stage)
            queries.append(
                self._reason(
                    "derive-stage-outside", exp.and_(self._outside(stage), _above_zero(pupils)), stage
                )
            )
            too_many = exp.GT(this=pupils, expression=_number(MOST_PUPILS))
            queries.append(self._reason("derive-too-many-pupils", too_many, stage))
        united: exp.Expr = queries[0]
        for query in queries[1:]:
            united = exp.union(united, query, distinct=False)
        return united

    def rows(self) -> exp.Expr:
        """The rows of the derived register: declared fields, exact shares, system columns."""
        united: exp.Expr = self._stage_rows(self._kept[0])
        for stage in self._kept[1:]:
            united = exp.union(united, self._stage_rows(stage), distinct=False)
        return united

    def _fits_bigint(self) -> bool:
        """Whether the ranges of both contracts keep every product within BIGINT, which divides much faster.

        Should rows break their ranges, the engine refuses the overflow; it never wraps.
        """
        assets = [_highest(self._source.fields[name]) for name in self._derived.shared]
        weighed = largest_weight(self._derived, self._source)
        if weighed is None or None in assets:
            return False
        return (
            2 * max((one or 0 for one in assets), default=0) * weighed + len(self._stages) * weighed < 2**63
        )

    def _wide(self, expression: exp.Expr) -> exp.Expr:
        return exp.cast(expression, self._whole_type)

    def _next(self, query: exp.Select, columns: list[exp.Expr]) -> exp.Select:
        return exp.select("*", *columns).from_(query.subquery("step"))

    def _pupils(self, stage: str) -> exp.Column:
        return _column(self._derived.stages[stage].pupils)

    def _kind(self) -> exp.Column:
        return _column(self._derived.weights_by)

    def _positive(self) -> exp.Expr:
        """In how many stages the school is known to have pupils."""
        return _sum(
            _case([(_above_zero(self._pupils(stage)), _number(1))], _number(0)) for stage in self._stages
        )

    def _unknown(self) -> exp.Expr:
        """In how many stages the pupils are missing."""
        return _sum(
            _case([(_is_null(self._pupils(stage)), _number(1))], _number(0)) for stage in self._stages
        )

    def _has_weights(self) -> exp.Expr:
        kinds = [_text(kind) for kind in self._derived.weights]
        return exp.In(this=self._kind(), expressions=kinds) if kinds else exp.false()

    def _weight(self, stage: str) -> exp.Expr:
        """Weighted pupils in the school type's own whole-number scale; 1 for the one stage of other types."""
        cases: list[tuple[exp.Expr, exp.Expr]] = []
        for kind in self._derived.weights:
            factor = factors(self._derived, kind)[stage]
            weighted = exp.Mul(this=self._wide(self._pupils(stage)), expression=_number(factor))
            found = self._wide(weighted if factor else _number(0))
            cases.append((exp.EQ(this=self._kind(), expression=_text(kind)), found))
        one = _equals("n:positive", 1)
        cases.append((exp.and_(one, _above_zero(self._pupils(stage))), self._wide(_number(1))))
        unknown = exp.and_(_equals("n:positive", 0), _equals("n:unknown", 1), _is_null(self._pupils(stage)))
        cases.append((unknown, self._wide(_number(1))))
        return _case(cases, self._wide(_number(0)))

    def _present(self, stage: str) -> exp.Expr:
        return exp.or_(_is_null(_column(f"w:{stage}")), _above_zero(_column(f"w:{stage}")))

    def _is_last(self, stage: str) -> exp.Expr:
        """Whether it is the last kept stage of the school, which takes the rest."""
        if stage not in self._kept:
            return exp.false()
        later = self._kept[self._kept.index(stage) + 1 :]
        return exp.and_(self._present(stage), *(exp.not_(exp.paren(self._present(one))) for one in later))

    def _taken(self, name: str, position: int) -> exp.Expr:
        """What a stage takes of an asset, in units of its last digit; 0 for the stage that takes the rest.

        A part is never more than what is left: with more than three stages, halves rounded up could be.
        """
        stage = self._stages[position]
        asset = _column(f"a:{name}")
        twice = exp.Mul(this=_number(2), expression=exp.Mul(this=asset, expression=_column(f"w:{stage}")))
        divided = exp.IntDiv(
            this=exp.paren(exp.Add(this=twice, expression=_column("n:sum"))),
            expression=exp.paren(exp.Mul(this=_number(2), expression=_column("n:sum"))),
        )
        left = self._left(name, self._stages[:position])
        part = _case([(exp.LTE(this=divided, expression=left), divided)], left)
        nothing = exp.or_(_column(f"last:{stage}"), _equals(f"w:{stage}", 0))
        unknown = exp.or_(_is_null(_column("n:sum")), _is_null(asset))
        return _case(
            [(unknown, exp.cast(exp.null(), self._whole_type)), (nothing, self._wide(_number(0)))], part
        )

    def _left(self, name: str, stages: list[str]) -> exp.Expr:
        left: exp.Expr = _column(f"a:{name}")
        for stage in stages:
            left = exp.Sub(this=left, expression=_column(f"t:{stage}:{name}"))
        return left

    def _whole_number(self, name: str) -> exp.Expr:
        """The asset in units of its last digit. DECIMAL times a whole number is exact; the cast drops zeros."""
        places = self._places(name)
        if not places:
            return self._wide(_column(name))
        wide = exp.cast(_column(name), f"DECIMAL(38,{places})")
        return self._wide(exp.Mul(this=wide, expression=_number(10**places)))

    def _places(self, name: str) -> int:
        field = self._contract.fields[name]
        return field.places if isinstance(field, (IntegerField, DecimalField)) else 0

    def _part(self, name: str, stage: str) -> exp.Expr:
        """The stage's part in the field's own type."""
        rest = self._left(name, [one for one in self._stages if one != stage])
        units = _case([(_column(f"last:{stage}"), rest)], _column(f"t:{stage}:{name}"))
        places = self._places(name)
        if not places:
            return exp.cast(units, "BIGINT")
        step = exp.cast(_text("0." + "0" * (places - 1) + "1"), f"DECIMAL({places + 1},{places})")
        exact = exp.Mul(this=exp.cast(units, "DECIMAL(28,0)"), expression=step)
        return exp.cast(exact, self._sql_type(name))

    def _stage_rows(self, stage: str) -> exp.Select:
        columns = [exp.alias_(self._value(name, stage), name, quoted=True) for name in self._contract.fields]
        columns += [exp.alias_(_column(name), whole(name), quoted=True) for name in self._derived.shared]
        weight, total = _column(f"w:{stage}"), _column("n:sum")
        common = exp.func("gcd", weight, total)
        for value, name in zip((weight, total), WEIGHT, strict=True):
            reduced = exp.IntDiv(this=value.copy(), expression=common.copy())
            columns.append(exp.alias_(exp.cast(reduced, "BIGINT"), name, quoted=True))
        columns += [_column(name) for name in SYSTEM]
        return exp.select(*columns).from_("weighed").where(self._present(stage))

    def _value(self, name: str, stage: str) -> exp.Expr:
        settings = self._derived.stages[stage]
        if name == self._derived.stage_field:
            return _text(stage)
        if name == self._derived.pupils_field:
            return self._pupils(stage)
        if name in self._derived.shared:
            return self._part(name, stage)
        if name in settings.fields:
            return _column(settings.fields[name])
        if any(name in other.fields for other in self._derived.stages.values()):
            return exp.cast(exp.null(), self._sql_type(name))
        return _column(name)

    def _sql_type(self, name: str) -> str:
        field = self._contract.fields[name]
        if isinstance(field, DecimalField):
            return f"DECIMAL({DIGITS},{field.places})"
        return {"integer": "BIGINT", "date": "DATE", "boolean": "BOOLEAN"}.get(field.type, "VARCHAR")

    def _no_stage(self) -> exp.Expr:
        several = exp.GT(this=_column("n:positive"), expression=_number(1))
        unclear = exp.and_(_equals("n:positive", 0), exp.GT(this=_column("n:unknown"), expression=_number(1)))
        return exp.and_(exp.not_(exp.paren(self._has_weights())), exp.or_(several, unclear))

    def _outside(self, stage: str) -> exp.Expr:
        kinds = [kind for kind, weights in self._derived.weights.items() if stage not in weights]
        return (
            exp.In(this=self._kind(), expressions=[_text(kind) for kind in kinds]) if kinds else exp.false()
        )

    def _reason(self, reason: str, condition: exp.Expr, stage: str) -> exp.Select:
        school = self._source.key[0]
        pupils = self._pupils(stage) if stage else exp.cast(exp.null(), "BIGINT")
        columns = [
            exp.alias_(_text(reason), "reason"),
            exp.alias_(_column(school), "school"),
            exp.alias_(self._kind(), "kind"),
            exp.alias_(_text(stage), "stage"),
            exp.alias_(pupils, "pupils"),
            _column("_file"),
            _column("_row"),
        ]
        return exp.select(*columns).from_("weighed").where(condition)


def _highest(field: Field) -> Fraction | None:
    """The highest value allowed, in units of the last digit."""
    if not isinstance(field, IntegerField | DecimalField) or field.highest is None:
        return None
    return field.highest * Fraction(10**field.places)


def _column(name: str) -> exp.Column:
    return exp.column(name, quoted=True)


def _named(expression: exp.Expr, name: str) -> exp.Expr:
    return exp.alias_(expression, name, quoted=True)


def _text(value: str) -> exp.Literal:
    return exp.Literal.string(value)


def _number(value: int) -> exp.Expr:
    return exp.Literal.number(value)


def _is_null(expression: exp.Expr) -> exp.Expr:
    return exp.Is(this=expression, expression=exp.null())


def _above_zero(expression: exp.Expr) -> exp.Expr:
    return exp.GT(this=expression, expression=_number(0))


def _equals(name: str, value: int) -> exp.Expr:
    return exp.EQ(this=_column(name), expression=_number(value))


def _sum(parts: Iterable[exp.Expr]) -> exp.Expr:
    first, *others = parts
    for other in others:
        first = exp.Add(this=first, expression=other)
    return first


def _case(cases: list[tuple[exp.Expr, exp.Expr]], otherwise: exp.Expr) -> exp.Expr:
    found = exp.Case()
    for condition, value in cases:
        found = found.when(condition, value)
    return found.else_(otherwise)
