"""One function a topic: it writes figures that agree with each other, and enters how they do into the ledger."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from bench.proofing.annotations import Spot
from bench.proofing.writing import Figure, Page, Word, rounded

Entry = Mapping[str, Any]
Phrases = Mapping[str, Sequence[str]]

ORDINALS = "一二三四五六七八九"
PEOPLE_OR_THINGS = "名人所个家件户张项处套座辆间首"
MOST_DECIMALS_OF_A_SCALE = 2


@dataclass(slots=True)
class Author:
    """Who writes: the dice, the phrases, the words that are true of the whole report, and the page."""

    chance: random.Random
    phrases: Phrases
    page: Page
    words: dict[str, Word]
    year: int
    later: list[Callable[[], None]] = field(default_factory=list)
    """Sentences that belong to another paragraph further down."""

    def template(self, topic: str) -> str:
        return self.chance.choice(self.phrases[topic])

    def between(self, low: float, high: float) -> Decimal:
        return Decimal(repr(round(self.chance.uniform(low, high), 6)))

    def figure(self, value: Decimal, entry: Entry) -> Figure:
        return Figure(rounded(value, self.decimals(entry)), entry["unit"])

    def decimals(self, entry: Entry) -> int:
        return int(entry.get("decimals", 0))

    def drawn(self, entry: Entry) -> Decimal:
        """An unrounded value in the entry's range, whole where things are counted."""
        value = self.between(*entry["range"])
        return value if self.decimals(entry) or not is_counted(entry) else rounded(value, 0)

    def rate(self, value: Decimal, decimals: int | None = None) -> Figure:
        if decimals is None:
            decimals = 1 if self.page.in_words else self.chance.choice((1, 1, 2))
        return Figure(rounded(value, decimals), "%")

    def split(self, whole: Decimal, parts: int, entry: Entry) -> list[Decimal]:
        """Unrounded parts that make the whole, none of them very small."""
        weights = [self.chance.uniform(0.5, 1.6) for _ in range(parts)]
        shares = [Decimal(repr(round(weight / sum(weights), 8))) for weight in weights[:-1]]
        if is_counted(entry):
            values = [rounded(whole * share, 0) for share in shares]
        else:
            values = [whole * share for share in shares]
        return [*values, whole - sum(values, Decimal(0))]

    def say(
        self, topic: str, words: Mapping[str, Word], rows: Sequence[Mapping[str, Word]] = ()
    ) -> dict[str, Spot]:
        return self.page.say(self.template(topic), {**self.words, **words}, rows)


def is_counted(entry: Entry) -> bool:
    """Heads and things, which are never rounded."""
    return entry["unit"][0] in PEOPLE_OR_THINGS and not entry.get("decimals")


def values(spots: Mapping[str, Spot], name: str = "value") -> list[Spot]:
    return [spot for key, spot in spots.items() if key[: len(name)] == name and key[len(name) :].isdigit()]


def sum_rest(author: Author, entry: Entry) -> None:
    total = author.drawn(entry)
    *parts, rest = author.split(total, len(entry["parts"]) + 1, entry)
    words: dict[str, Word] = {
        "whole": entry["whole"],
        "total": author.figure(total, entry),
        "rest": entry["rest"],
        "rest_value": author.figure(rest, entry),
    }
    spots = author.say("sum-rest", words, _rows(author, entry, parts))
    inputs = [*values(spots), spots["rest_value"]]
    author.page.relate("sum-rest", "sum", "stated = sum(in)", spots["total"], inputs, is_counted(entry))


def _rows(author: Author, entry: Entry, parts: Sequence[Decimal]) -> list[dict[str, Word]]:
    pairs = zip(entry["parts"], parts, strict=False)
    return [{"part": name, "value": author.figure(value, entry)} for name, value in pairs]


def sum_listed(author: Author, entry: Entry) -> None:
    total = author.drawn(entry)
    rows = _rows(author, entry, author.split(total, len(entry["parts"]), entry))
    n = "两" if len(rows) == len("两两") else ORDINALS[len(rows) - 1]
    words: dict[str, Word] = {"whole": entry["whole"], "total": author.figure(total, entry), "n": n}
    spots = author.say("sum-listed", words, rows)
    author.page.relate(
        "sum-listed", "sum", "stated = sum(in)", spots["total"], values(spots), is_counted(entry)
    )


def sum_across(author: Author, entry: Entry) -> None:
    total = author.drawn(entry)
    parts = author.split(total, len(entry["parts"]), entry)
    rates = [author.between(-6, 14) for _ in parts]
    before = sum((part / (1 + rate / 100) for part, rate in zip(parts, rates, strict=True)), Decimal(0))
    rows = [
        {**row, "own_growth": _change(author, rate)}
        for row, rate in zip(_rows(author, entry, parts), rates, strict=True)
    ]
    words: dict[str, Word] = {
        "whole": entry["whole"],
        "by": entry["by"],
        "total": author.figure(total, entry),
        "growth": _change(author, (total / before - 1) * 100),
    }
    spots = author.say("sum-across", words, rows)
    author.page.relate(
        "sum-across", "sum", "stated = sum(in)", spots["total"], values(spots), is_counted(entry)
    )


def _change(author: Author, rate: Decimal) -> str:
    shown = author.rate(abs(rate), 1)
    if not shown.shown:
        return "基本持平"
    return ("增长" if rate > 0 else "下降") + author.page.shown(shown)


def some_parts(author: Author, entry: Entry) -> None:
    total = author.drawn(entry)
    parts = author.split(total, len(entry["parts"]) + 1, entry)[:-1]
    words: dict[str, Word] = {"whole": entry["whole"], "total": author.figure(total, entry)}
    spots = author.say("some-parts", words, _rows(author, entry, parts))
    author.page.relate(
        "some-parts", "sum", "stated >= sum(in)", spots["total"], values(spots), is_counted(entry)
    )


def _part(author: Author, entry: Entry) -> tuple[Decimal, Decimal]:
    total = author.drawn(entry)
    part = total * author.between(0.12, 0.82)
    return total, rounded(part, 0) if is_counted(entry) else part


def part_of_whole(author: Author, entry: Entry) -> None:
    total, part = _part(author, entry)
    words: dict[str, Word] = {
        "whole": entry["whole"],
        "part": entry["part"],
        "total": author.figure(total, entry),
        "value": author.figure(part, entry),
    }
    spots = author.say("part-of-whole", words)
    author.page.relate(
        "part-of-whole", "sum", "stated <= in1", spots["value"], [spots["total"]], is_counted(entry)
    )


def share(author: Author, entry: Entry) -> None:
    total, part = _part(author, entry)
    words: dict[str, Word] = {
        "whole": entry["whole"],
        "part": entry["part"],
        "total": author.figure(total, entry),
        "value": author.figure(part, entry),
        "rate": author.rate(part / total * 100),
    }
    spots = author.say("share", words)
    inputs = [spots["value"], spots["total"]]
    author.page.relate("share", "ratio", "stated = in1/in2*100", spots["rate"], inputs)


def coverage(author: Author, entry: Entry) -> None:
    total = author.drawn(entry)
    done = rounded(total * author.between(0.55, 0.985), 0)
    words: dict[str, Word] = {
        "whole": entry["whole"],
        "did": entry["did"],
        "rate_name": entry["rate"],
        "total": author.figure(total, entry),
        "value": author.figure(done, entry),
        "rate": author.rate(done / total * 100),
    }
    spots = author.say("coverage", words)
    inputs = [spots["value"], spots["total"]]
    author.page.relate("coverage", "ratio", "stated = in1/in2*100", spots["rate"], inputs)


def _two_years(author: Author, entry: Entry) -> tuple[Decimal, Decimal, dict[str, Word]]:
    """An earlier and a later value, with the words for up or down."""
    new = author.drawn(entry)
    rate = author.between(2, 24) if author.chance.random() < UPWARD else author.between(-18, -2)
    old = new / (1 + rate / 100)
    old = rounded(old, 0) if is_counted(entry) else old
    up = rate > 0
    words: dict[str, Word] = {
        "what": entry["what"],
        "more": author.chance.choice(("增加", "提高", "上升") if up else ("减少", "下降", "回落")),
        "increased": "增加" if up else "减少",
        "grew": "增长" if up else "下降",
        "old": author.figure(old, entry),
        "new": author.figure(new, entry),
        "rate": author.rate(abs(new / old - 1) * 100),
    }
    return old, new, words


UPWARD = 0.75


def growth_two(author: Author, entry: Entry) -> None:
    old, new, words = _two_years(author, entry)
    spots = author.say("growth-two", words)
    formula = "stated = (in1/in2-1)*100" if new > old else "stated = (1-in1/in2)*100"
    author.page.relate("growth-two", "growth", formula, spots["rate"], [spots["new"], spots["old"]])


def growth_change(author: Author, entry: Entry) -> None:
    old, new, words = _two_years(author, entry)
    words["change"] = author.figure(abs(new - old), entry)
    spots = author.say("growth-change", words)
    formula = "stated = in2/(in1-in2)*100" if new > old else "stated = in2/(in1+in2)*100"
    author.page.relate("growth-change", "growth", formula, spots["rate"], [spots["new"], spots["change"]])


def growth_earlier(author: Author, entry: Entry) -> None:
    """The earlier value in one paragraph, the later one with its growth further down."""
    old, new, words = _two_years(author, entry)
    first = author.say("growth-earlier-first", words)

    def go_on() -> None:
        spots = author.say("growth-earlier", words)
        formula = "stated = (in1/in2-1)*100" if new > old else "stated = (1-in1/in2)*100"
        author.page.relate("growth-earlier", "growth", formula, spots["rate"], [spots["new"], first["old"]])

    author.later.append(go_on)


def points(author: Author, name: str) -> None:
    new = author.between(62, 97)
    old = new - author.between(0.6, 6)
    decimals = author.chance.choice((1, 1, 2))
    words: dict[str, Word] = {
        "rate_name": name,
        "new": author.rate(new, decimals),
        "old": author.rate(old, decimals),
        "points": Figure(rounded(new - old, decimals), "个百分点"),
    }
    spots = author.say("points", words)
    author.page.relate("points", "growth", "stated = in1-in2", spots["points"], [spots["new"], spots["old"]])


def multiple(author: Author, entry: Entry) -> None:
    more = author.chance.random() < 0.25
    new = author.drawn(entry)
    old = new / author.between(2.1, 6.4)
    old = rounded(old, 0) if is_counted(entry) else old
    words: dict[str, Word] = {
        "what": entry["what"],
        "first": author.page.year(author.year - author.chance.randint(4, 9)),
        "old": author.figure(old, entry),
        "new": author.figure(new, entry),
        "times": Figure(rounded(new / old - (1 if more else 0), 1), "倍"),
    }
    topic = "multiple-more" if more else "multiple"
    spots = author.say(topic, words)
    formula = "stated = in1/in2-1" if more else "stated = in1/in2"
    author.page.relate(topic, "growth", formula, spots["times"], [spots["new"], spots["old"]])


def yearly(author: Author, entry: Entry) -> None:
    span = author.chance.randint(3, 6)
    new = author.drawn(entry)
    rate = author.between(2.5, 15)
    old = new / (1 + rate / 100) ** span
    old = rounded(old, 0) if is_counted(entry) else old
    exact = ((new / old) ** (1 / Decimal(span)) - 1) * 100
    words: dict[str, Word] = {
        "what": entry["what"],
        "first": author.page.year(author.year - span),
        "span": ORDINALS[span - 1],
        "old": author.figure(old, entry),
        "new": author.figure(new, entry),
        "rate": author.rate(exact, 1),
    }
    spots = author.say("yearly", words)
    formula = f"stated = ((in1/in2)^(1/{span})-1)*100"
    author.page.relate("yearly", "growth", formula, spots["rate"], [spots["new"], spots["old"]])


def average(author: Author, entry: Entry) -> None:
    count = rounded(author.between(*entry["count"]), 0)
    mean = author.between(*entry["mean"])
    factor = Figure(Decimal(1), entry["per_unit"]).scale / Figure(Decimal(1), entry["unit"]).scale
    factor /= 1000 if entry["per_unit"] == "公斤" else 1
    words: dict[str, Word] = {
        "total_name": entry["total"],
        "total": author.figure(mean * count * factor, entry),
        "over": entry["over"],
        "count": Figure(count, entry["over_unit"]),
        "per": entry["per"],
        "mean": Figure(rounded(mean, entry.get("per_decimals", 0)), entry["per_unit"]),
    }
    spots = author.say("average", words)
    formula = "stated = in1/in2*1000" if entry["per_unit"] == "公斤" else "stated = in1/in2"
    author.page.relate("average", "ratio", formula, spots["mean"], [spots["total"], spots["count"]])


def yearly_mean(author: Author, entry: Entry) -> None:
    span = author.chance.choice((3, 5, 5))
    total = author.drawn(entry)
    words: dict[str, Word] = {
        "total_name": entry["what"],
        "first": author.page.year(author.year - span + 1),
        "span": ORDINALS[span - 1],
        "total": author.figure(total, entry),
        "mean": author.figure(total / span, entry),
    }
    spots = author.say("yearly-mean", words)
    author.page.relate("yearly-mean", "ratio", f"stated = in1/{span}", spots["mean"], [spots["total"]])


def items(author: Author, entry: Entry) -> None:
    number = author.chance.randint(3, len(entry["items"]))
    chosen = author.chance.sample(entry["items"], number)
    rows = [{"item": item, "ordinal": ORDINALS[place]} for place, item in enumerate(chosen)]
    n = ORDINALS[number - 1] if author.page.in_words or author.chance.random() < UPWARD else str(number)
    spots = author.say("items", {"lead": entry["lead"], "noun": entry["noun"], "n": n}, rows)
    stated = Spot("n", spots["n"].start, spots["noun"].end, Decimal(number))
    named = values(spots, "item")
    listed = [Spot("item", _start_of(spots, place, spot), spot.end) for place, spot in enumerate(named, 1)]
    author.page.relate("items", "item_count", "stated = number of items", stated, listed, True, "item")


def _start_of(spots: Mapping[str, Spot], place: int, spot: Spot) -> int:
    ordinal = spots.get(f"ordinal{place}")
    return ordinal.start if ordinal else spot.start


def repeated(author: Author, entry: Entry) -> None:
    figure = author.figure(author.drawn(entry), entry)
    first = author.say("repeated-first", {"what": entry["what"], "value": figure})

    def go_on() -> None:
        again = author.say("repeated", {"what": entry["what"], "value": figure})
        author.page.relate(
            "repeated", "repeated", "stated = in1", again["value"], [first["value"]], is_counted(entry)
        )

    author.later.append(go_on)


def carried(author: Author, entry: Entry) -> None:
    begin = author.drawn(entry)
    gain, loss = (begin * author.between(0.08, 0.3) for _ in range(2))
    if is_counted(entry):
        gain, loss = rounded(gain, 0), rounded(loss, 0)
    words: dict[str, Word] = {
        "stock": entry["stock"],
        "plus": entry["plus"],
        "minus": entry["minus"],
        "begin": author.figure(begin, entry),
        "gain": author.figure(gain, entry),
        "loss": author.figure(loss, entry),
        "end": author.figure(begin + gain - loss, entry),
    }
    spots = author.say("carried", words)
    inputs = [spots["begin"], spots["gain"], spots["loss"]]
    author.page.relate("carried", "sum", "stated = in1+in2-in3", spots["end"], inputs, is_counted(entry))


def hundred(author: Author, entry: Entry) -> None:
    weights = author.split(Decimal(100), len(entry["parts"]), {"unit": "%", "decimals": 1})
    rows: list[dict[str, Word]] = [
        {"part": part, "rate": author.rate(weight, 1)}
        for part, weight in zip(entry["parts"], weights, strict=True)
    ]
    spots = author.say("hundred", {"whole": entry["whole"]}, rows)
    *others, last = values(spots, "rate")
    author.page.relate("hundred", "ratio", "stated = 100-sum", last, others)


def time(author: Author, project: str) -> None:
    second = author.year
    first = second - author.chance.randint(1, 3)
    months = author.chance.sample(range(2, 12), 2)
    words: dict[str, Word] = {
        "project": project,
        "first": Figure(Decimal(first), "年"),
        "second": Figure(Decimal(second), "年"),
        "a": author.page.shown(Figure(Decimal(months[0]), "")),
        "b": author.page.shown(Figure(Decimal(months[1]), "")),
    }
    spots = author.say("time", words)
    author.page.relate("time", "time", "stated >= in1", spots["second"], [spots["first"]], True)


def span(author: Author, what: str) -> None:
    number = author.chance.randint(4, 7)
    words: dict[str, Word] = {
        "what": what,
        "first": Figure(Decimal(author.year - number + 1), ""),
        "year": Figure(Decimal(author.year), ""),
        "n": ORDINALS[number - 1],
    }
    if author.page.in_words:
        return
    spots = author.say("span", words)
    stated = Spot("n", spots["n"].start, spots["n"].end + 1, Decimal(number))
    inputs = [spots["year"], spots["first"]]
    author.page.relate("span", "item_count", "stated = in1-in2+1", stated, inputs)


def completion(author: Author, entry: Entry) -> None:
    plan = author.drawn(entry)
    done = plan * author.between(0.86, 1.12)
    words: dict[str, Word] = {
        "what": entry["what"],
        "plan": author.figure(plan, entry),
        "done": author.figure(done, entry),
        "rate": author.rate(done / plan * 100, 1),
    }
    spots = author.say("completion", words)
    inputs = [spots["done"], spots["plan"]]
    author.page.relate("completion", "ratio", "stated = in1/in2*100", spots["rate"], inputs)


def index(author: Author, name: str) -> None:
    level = rounded(author.between(94, 107), 1)
    level += Decimal("0.3") if level == 100 else 0
    up = level > 100
    words: dict[str, Word] = {
        "index": name,
        "level": Figure(level, ""),
        "rate": author.rate(abs(level - 100), 1),
        "grew": "上涨" if up else "下降",
    }
    spots = author.say("index", words)
    formula = "stated = in1-100" if up else "stated = 100-in1"
    author.page.relate("index", "growth", formula, spots["rate"], [spots["level"]])


def difference(author: Author, entry: Entry) -> None:
    a = author.drawn(entry)
    b = a * author.between(0.4, 0.9)
    b = rounded(b, 0) if is_counted(entry) else b
    words: dict[str, Word] = {
        "one": entry["one"],
        "other": entry["other"],
        "a": author.figure(a, entry),
        "b": author.figure(b, entry),
        "gap": author.figure(a - b, entry),
    }
    spots = author.say("difference", words)
    inputs = [spots["a"], spots["b"]]
    author.page.relate("difference", "sum", "stated = in1-in2", spots["gap"], inputs, is_counted(entry))


def balance(author: Author, entry: Entry) -> None:
    a = author.drawn(entry)
    b = a * author.between(0.75, 0.97)
    words: dict[str, Word] = {
        "income": entry["income"],
        "outgo": entry["outgo"],
        "a": author.figure(a, entry),
        "b": author.figure(b, entry),
        "gap": author.figure(a - b, entry),
    }
    spots = author.say("balance", words)
    author.page.relate("balance", "sum", "stated = in1-in2", spots["gap"], [spots["a"], spots["b"]])


Topic = Callable[[Author, Any], None]

TOPICS: dict[str, tuple[Topic, ...]] = {
    "wholes": (sum_rest,),
    "listed": (sum_listed,),
    "across": (sum_across,),
    "some": (some_parts,),
    "shares": (share, share, part_of_whole),
    "rates": (coverage,),
    "series": (growth_two, growth_change, growth_earlier, multiple, yearly),
    "levels": (points,),
    "averages": (average,),
    "means": (yearly_mean,),
    "items": (items,),
    "flows": (carried,),
    "hundred": (hundred,),
    "projects": (time,),
    "trends": (span,),
    "repeated": (repeated,),
    "differences": (difference,),
    "balances": (balance,),
    "completions": (completion,),
    "indexes": (index,),
}


def draw(author: Author, subjects: Mapping[str, Sequence[Any]]) -> Iterator[Callable[[], None]]:
    """Sentences to be written, each about another subject."""
    series = list(subjects.get("series", ()))
    author.chance.shuffle(series)
    for number, entry in enumerate(series):
        yield _bound(author, TOPICS["series"][number % len(TOPICS["series"])], entry)
    for name, topics in TOPICS.items():
        if name == "series":
            continue
        for entry in subjects.get(name, ()):
            yield _bound(author, author.chance.choice(topics), entry)


def _bound(author: Author, topic: Topic, entry: Any) -> Callable[[], None]:
    return lambda: topic(author, entry)
