"""Sentences and numbers of explanations, in both languages at once."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from duxue.measures.figures import Figure
from duxue.messages import Fact, Text, sentence
from duxue.scoring.results import Reason
from duxue.values import Unit, grouped, half_up, plain

_MOST_DECIMALS = 6
_TIGHT = ("%", "‰")


def both(code: str, /, **facts: Fact) -> Text:
    """The sentence of that code in both languages."""
    return Text(sentence(code, "zh", **facts), sentence(code, "en", **facts))


def reason(code: str, /, **facts: Fact) -> Reason:
    """Why something cannot be told."""
    return Reason(code, both(code, **facts))


def join(texts: list[Text], zh: str, en: str) -> Text:
    """The texts one after the other with a separator between."""
    return Text(zh.join(text.zh for text in texts), en.join(text.en for text in texts))


def points(value: Fraction | Decimal, decimals: int) -> str:
    """Points as a line of arithmetic shows them: at least the scheme's decimals, "≈" where they never end."""
    exact = Fraction(value)
    shown = half_up(exact, decimals)
    if Fraction(shown) == exact:
        return _signed(f"{shown:f}")
    longer = half_up(exact, max(decimals, _MOST_DECIMALS))
    if Fraction(longer) == exact:
        return _signed(plain(longer))
    return f"≈ {_signed(f'{half_up(exact, decimals + 2):f}')}"


def equal_to(value: Fraction | Decimal, decimals: int) -> str:
    """The points with the sign that leads to them: "= 4.40", "≈ 4.3333"."""
    shown = points(value, decimals)
    return shown if shown.startswith("≈") else f"= {shown}"


def number(value: Fraction) -> str:
    """A plain number in a line of arithmetic."""
    finite = half_up(value, _MOST_DECIMALS)
    return _signed(plain(value)) if Fraction(finite) == value else f"≈ {_signed(plain(finite))}"


def with_unit(value: Decimal, unit: Unit) -> Text:
    """A number and its unit: 46.1%, 189 所."""
    zh, en = unit.symbol.zh, unit.symbol.en
    return Text(
        _signed(grouped(value, "zh")) + (zh if zh in _TIGHT or not zh else f" {zh}"),
        _signed(grouped(value, "en")) + (en if en in _TIGHT or not en else f" {en}"),
    )


def qualified(title: Text, marks: Sequence[Text]) -> Text:
    """The title of a measure with its slice and period behind it: 生均图书（小学，上年）."""
    if not marks:
        return title
    inside = Text("，".join(mark.zh for mark in marks), ", ".join(mark.en for mark in marks))
    return Text(f"{title.zh}（{inside.zh}）", f"{title.en} ({inside.en})")


def shown_figure(title: Text, figure: Figure) -> Text:
    """The title of a figure and its value as shown; the title alone where it is missing."""
    if figure.shown is None:
        return title
    value = with_unit(figure.shown, figure.unit)
    return Text(f"{title.zh} {value.zh}", f"{title.en} {value.en}")


def _signed(text: str) -> str:
    return f"−{text[1:]}" if text.startswith("-") else text
