"""A rule in words: what it says before any figure is put into it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from duxue.areas import KINDS
from duxue.cli.names import TIGHT
from duxue.measures import Catalogue, MeasureRef
from duxue.messages import Fact, Text, labels, listed
from duxue.schemes import (
    AllOf,
    AnyOf,
    CaseLimit,
    Condition,
    CountTest,
    FigureLimit,
    FigureTest,
    Judged,
    Leaf,
    Limit,
    NumberLimit,
    Over,
    Reference,
    Rule,
    StandardLimit,
)
from duxue.schemes.rules import (
    AddListed,
    AllOrNothing,
    Amount,
    Bands,
    Counting,
    DeductEach,
    DeductListed,
    NamedDeduction,
    Opinion,
    Pool,
    Proportional,
)
from duxue.scoring.wording import both, join, qualified
from duxue.values import plain, unit

NO_SYMBOL = Text.same("")
SIGNS = {"at_least": "≥", "above": ">", "at_most": "≤", "below": "<", "equals": "="}


@dataclass(frozen=True)
class RuleWords:
    """Words for the rules of a scheme, with the titles of its measures and standards."""

    catalogue: Catalogue
    standard: Callable[[str], Text]

    def of(self, leaf: Leaf) -> list[Text]:
        """The rule of an item, a line for each of its parts; a judgement where a person alone decides."""
        return list(self._rule(leaf.rule or leaf.opinion))

    def _rule(self, rule: Rule) -> Iterator[Text]:
        match rule:
            case DeductEach():
                yield self._counting(rule)
            case DeductListed():
                yield both("cli-rule-deduct")
                for deduction in rule.deductions:
                    words = (
                        both(
                            "cli-rule-deduction",
                            points=plain(deduction.points),
                            when=self.test(deduction.when),
                        )
                        if isinstance(deduction, NamedDeduction)
                        else self._counting(deduction)
                    )
                    yield _titled(deduction.title, words)
            case AddListed():
                yield both("cli-rule-add")
                for element in rule.elements:
                    facts: dict[str, Fact] = {"points": plain(element.points), "other": plain(element.else_)}
                    yield _titled(
                        element.title, both("cli-rule-element", when=self.test(element.when), **facts)
                    )
            case AllOrNothing():
                yield both("cli-rule-all-or-nothing", when=self.test(rule.when), other=plain(rule.else_))
            case Proportional():
                yield self._proportional(rule)
            case Pool():
                yield from _pool(rule)
            case Bands():
                yield both("cli-rule-bands", amount=self._amount(rule), bands=self._bands(rule))
            case Opinion():
                yield _opinion(rule)

    def _amount(self, amount: Amount) -> Text:
        if amount.figure is not None:
            return self.figure(amount.figure)
        return both("cli-rule-counted", name=amount.counted or "")

    def _symbol_of(self, amount: Amount) -> Text:
        return self._symbol(amount.figure.measure if amount.figure is not None else None)

    def _counting(self, rule: Counting) -> Text:
        facts: dict[str, Fact] = {
            "amount": self._amount(rule),
            "each": plain(rule.each),
            "step": plain(rule.step) if rule.step is not None else "1",
        }
        if rule.beyond is not None:
            words = both("cli-rule-beyond", **facts, limit=self.limit(rule.beyond, self._symbol_of(rule)))
        elif rule.below is not None:
            words = both("cli-rule-short", **facts, limit=self.limit(rule.below, self._symbol_of(rule)))
        else:
            words = both("cli-rule-each", **facts)
        tail = [words]
        if rule.step is not None:
            tail.append(labels()[f"cli-part-step-{rule.part_step}"])
        if rule.at_most is not None:
            tail.append(both("cli-rule-at-most", points=plain(rule.at_most)))
        return join(tail, "，", ", ")

    def _proportional(self, rule: Proportional) -> Text:
        target = self.limit(rule.target, self._symbol_of(rule))
        facts: dict[str, Fact] = {"amount": self._amount(rule), "target": target}
        if rule.each_short is not None:
            short = rule.each_short
            words = both("cli-rule-each-short", **facts, step=plain(short.step), points=plain(short.points))
            return join([words, labels()[f"cli-part-step-{short.part_step}"]], "，", ", ")
        if rule.zero_at == 0:
            return both("cli-rule-proportional", **facts)
        return both("cli-rule-proportional-from", **facts, zero=plain(rule.zero_at))

    def _bands(self, rule: Bands) -> Text:
        words = []
        for band in rule.bands:
            if band.limit is None:
                words.append(both("cli-rule-band-else", points=plain(band.points)))
            else:
                operator, limit = band.limit
                shown = with_symbol(limit, self._symbol_of(rule))
                facts: dict[str, Fact] = {"sign": SIGNS[operator], "limit": shown}
                words.append(both("cli-rule-band", points=plain(band.points), **facts))
        return join(words, "；", "; ")

    def test(self, condition: Condition) -> Text:
        """A test in words, before anything is put into it."""
        match condition:
            case FigureTest():
                measure = condition.figure.measure
                words = self._compared(self.figure(condition.figure), condition, self._symbol(measure))
                return words if condition.over is None else _over(condition.over, words)
            case CountTest():
                return self._compared(both("cli-rule-counted", name=condition.counted), condition, NO_SYMBOL)
            case AllOf():
                return both(
                    "cli-rule-all", tests=join([self.test(part) for part in condition.all_], "；", "; ")
                )
            case AnyOf():
                return both(
                    "cli-rule-any", tests=join([self.test(part) for part in condition.any_], "；", "; ")
                )
            case Judged():
                return both("cli-rule-judged", name=condition.judged)
            case _:
                return both("cli-rule-not", test=self.test(condition.not_))

    def _compared(self, what: Text, condition: FigureTest | CountTest, symbol: Text) -> Text:
        operator, limit = condition.comparison()
        words = self.limit(limit, symbol)
        if operator is None:
            return both("cli-rule-meets", what=what, standard=words)
        sign = SIGNS[operator]
        return Text(f"{what.zh} {sign} {words.zh}", f"{what.en} {sign} {words.en}")

    def _symbol(self, measure: str | None) -> Text:
        """The sign of a measure's unit, which a number without a unit of its own is in."""
        if measure is None or measure not in self.catalogue:
            return NO_SYMBOL
        return unit(self.catalogue[measure].unit).symbol

    def limit(self, limit: Limit, symbol: Text) -> Text:
        """What a figure is held against, in words; a bare number bears the symbol."""
        match limit:
            case NumberLimit():
                return with_symbol(limit.value, unit(limit.unit).symbol if limit.unit else symbol)
            case StandardLimit():
                return both("cli-rule-standard", standard=self.standard(limit.standard))
            case FigureLimit():
                return self.figure(limit.figure)
            case CaseLimit():
                cases = [f"{key}: {plain(value)}" for key, value in limit.cases.items()]
                if limit.otherwise is not None:
                    cases.append(f"*: {plain(limit.otherwise)}")
                return both("cli-rule-cases", by=limit.by, cases=listed(cases))

    def figure(self, reference: Reference) -> Text:
        """A measure with its slice and its period, where that is not the window's own."""
        ref: MeasureRef = reference.figure
        if ref.measure not in self.catalogue:
            return Text.same(str(ref))
        marks = [self.catalogue.slice_title(ref.measure, key, value) for key, value in ref.slice]
        if ref.at != "t":
            years = ref.at.removeprefix("t-").removesuffix("y")
            earlier = ref.at.startswith("t-")
            marks.append(both("evaluation-earlier", years=years) if earlier else Text.same(ref.at))
        if ref.over != 1:
            marks.append(both("cli-rule-years", years=str(ref.over)))
        if ref.source is not None:
            marks.append(Text.same(ref.source))
        return qualified(self.catalogue.title(ref.measure), marks)


def with_symbol(value: Decimal, symbol: Text) -> Text:
    """A limit with the sign of its unit."""
    number = plain(value)
    tight = symbol.zh in TIGHT
    return Text(f"{number}{symbol.zh}", f"{number}{symbol.en}" if tight else f"{number} {symbol.en}".rstrip())


def _titled(title: Text, words: Text) -> Text:
    return Text(f"{title.zh}：{words.zh}", f"{title.en}: {words.en}")


def _over(over: Over, words: Text) -> Text:
    kind = KINDS[over.kind].title if over.kind in KINDS else Text.same(over.kind)
    return both(f"cli-rule-over-{over.need}", kind=kind, test=words)


def _pool(rule: Pool) -> Iterator[Text]:
    shares = rule.shares
    facts: dict[str, Fact] = {"done": plain(shares.done), "open": plain(shares.open)}
    yield both("cli-rule-pool", under_way=plain(shares.under_way), **facts)
    if rule.when_none is not None:
        yield both("cli-rule-pool-none", points=plain(rule.when_none))


def _opinion(rule: Opinion) -> Text:
    parts = [labels()[f"cli-opinion-{rule.combine}"]]
    if rule.drop_extremes:
        parts.append(labels()["cli-opinion-extremes"])
    if rule.steps is not None:
        parts.append(both("cli-rule-steps", steps=plain(rule.steps)))
    return join(parts, "，", ", ")
