"""Topics of made-up reports: one function writes figures that agree, and enters how they do into the ledger."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from bench.proofing.annotations import Spot
from bench.proofing.author import ORDINALS, Author, Entry, is_counted, values
from bench.proofing.growths import growth_change, growth_earlier, growth_two, index, multiple, points, yearly
from bench.proofing.sums import (
    balance,
    carried,
    difference,
    drawn_part,
    part_of_whole,
    some_parts,
    sum_across,
    sum_listed,
    sum_rest,
)
from bench.proofing.writing import Figure, Word, rounded

OFTEN = 0.75
"""How often a count is in words."""


def share(author: Author, entry: Entry) -> None:
    total, part = drawn_part(author, entry)
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
    n = ORDINALS[number - 1] if author.page.in_words or author.chance.random() < OFTEN else str(number)
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
