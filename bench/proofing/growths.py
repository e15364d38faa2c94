"""Topics of made-up reports: one year against another, or several."""

from __future__ import annotations

from decimal import Decimal

from bench.proofing.author import ORDINALS, Author, Entry, is_counted
from bench.proofing.writing import Figure, Word, rounded

UPWARD = 0.75
"""How often a figure rises."""


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
        "swing": "增幅" if up else "降幅",
        "risen": "增至" if up else "降至",
        "than": "多" if up else "少",
        "net": "净增" if up else "净减",
        "old": author.figure(old, entry),
        "new": author.figure(new, entry),
        "rate": author.rate(abs(new / old - 1) * 100),
    }
    return old, new, words


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
