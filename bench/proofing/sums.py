"""Topics of made-up reports: wholes and their parts, stocks, differences; each enters its relation into the ledger."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from bench.proofing.author import ORDINALS, Author, Entry, is_counted, values
from bench.proofing.writing import Word, rounded


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


def drawn_part(author: Author, entry: Entry) -> tuple[Decimal, Decimal]:
    total = author.drawn(entry)
    part = total * author.between(0.12, 0.82)
    return total, rounded(part, 0) if is_counted(entry) else part


def part_of_whole(author: Author, entry: Entry) -> None:
    total, part = drawn_part(author, entry)
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
