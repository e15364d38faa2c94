"""Why a figure may be wrong: a slip that would explain the difference exactly."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from duxue.messages import Text
from duxue.proofing.claims import Claims, Quantity
from duxue.proofing.claims.vocabulary import units
from duxue.proofing.judging import meets, said, shown, written
from duxue.values import Interval

_TRIED = 40
NOTHING = Text("", "")
Wanted = Sequence[tuple[Quantity, Fraction | Interval]]


def likely_cause(
    stated: Quantity,
    expected: Fraction | Interval,
    others: Sequence[Quantity] = (),
    *,
    wanted: Wanted = (),
    claims: Claims | None = None,
    missing: Fraction | None = None,
) -> tuple[str, Text]:
    """The code of the likely cause and its sentence; `""` and an empty text where none is seen.

    `expected` is what the stated figure should be by the others. `wanted` names for some of the other figures what
    they would have to be if the stated one is right: a slip is looked for in them too. With `claims`, a figure of
    another year in the same report is recognised. `missing` is the value that a part left out would have; give it
    only where the text claims to list every part.

    One unit too many or too few is a slip of counting, so it is only suggested for exact counts: a rate, a share or
    an amount of money that differs in its last place was computed wrongly or rounded otherwise.

    The sentence ends with a full stop, for the end of a message: `…相差5分。{cause}`.
    """
    figures = [(stated, _interval(expected)), *((one, _interval(value)) for one, value in wanted)]
    for figure, target in figures:
        for code, value in slips(figure, target):
            if not _explains(value, figure.step, target):
                continue
            facts = {"stated": _said(claims, figure), "expected": _shown(value, figure)}
            return code, said(f"proof-cause-{code}", **facts)
    if claims is not None:
        for figure, _ in figures:
            other = _of_other_year(figure, claims, others)
            if other is not None:
                facts = {"stated": written(claims, figure), "other": _where(claims, other)}
                return "other-year", said("proof-cause-other-year", **facts)
    target = figures[0][1]
    if _one_off(stated, target):
        return "off-by-one", said("proof-cause-off-by-one", unit=_shown(stated.step, stated))
    if missing is not None and missing > 0:
        return "part-missing", said("proof-cause-part-missing", value=_shown(missing, stated))
    return "", NOTHING


def slips(figure: Quantity, target: Interval) -> Iterator[tuple[str, Fraction]]:
    """Slips of the pen that lead from a value in the target to the figure: the code, and the value before the slip."""
    if figure.upper is not None or figure.value == 0:
        return
    for value in _swapped(figure):
        if meets(_around(value, figure.step), target):
            yield "digits-swapped", value
    for power in (1, -1, 2, -2, 3, -3):
        factor = Fraction(10) ** power
        if meets(_around(figure.value * factor, figure.step * factor), target):
            yield "decimal-point", figure.value * factor
    for power in (4, -4, 8, -8):
        factor = Fraction(10) ** power
        if meets(_around(figure.value * factor, figure.step * factor), target):
            yield "unit", figure.value * factor


def _swapped(figure: Quantity) -> Iterator[Fraction]:
    """The values with two digits beside each other in the other order."""
    digits = str(abs(int(figure.value / figure.step))) if figure.step else ""
    for place in range(len(digits) - 1):
        one, other = digits[place], digits[place + 1]
        if one != other:
            turned = digits[:place] + other + one + digits[place + 2 :]
            yield int(turned) * figure.step * (-1 if figure.value < 0 else 1)


def _around(value: Fraction, step: Fraction) -> Interval:
    return Interval(value - step / 2, value + step / 2)


def _explains(value: Fraction, step: Fraction, target: Interval) -> bool:
    """Whether a value lies well inside the target, or rounds to its middle; the rim of a wide one explains nothing."""
    if target.low is None or target.high is None:
        return True
    room = max(step / 2, (target.high - target.low) / 4)
    return abs(value - (target.low + target.high) / 2) <= room


def _of_other_year(figure: Quantity, claims: Claims, others: Sequence[Quantity]) -> Quantity | None:
    """The same value elsewhere, as a figure of another year with a name that ends alike."""
    known = {figure.index, *(other.index for other in others)}
    for other in claims.by_value.get((figure.value, figure.unit), ())[:_TRIED]:
        if (
            other.index not in known
            and _year(claims, other) != _year(claims, figure)
            and _alike(figure.noun, other.noun)
        ):
            return other
    return None


def _year(claims: Claims, quantity: Quantity) -> object:
    if quantity.role == "base":
        return quantity.basis or "base"
    return quantity.year if quantity.year is not None else claims.year


def _alike(one: str, other: str) -> bool:
    return not one or not other or one[-2:] == other[-2:]


def _one_off(stated: Quantity, target: Interval) -> bool:
    if not stated.exact or not target.is_exact:
        return False
    unit = Interval(stated.value - stated.step, stated.value + stated.step)
    return meets(unit, target)


def _interval(expected: Fraction | Interval) -> Interval:
    return expected if isinstance(expected, Interval) else Interval.exact(expected)


def _shown(value: Fraction, figure: Quantity) -> str:
    """A value in the unit of the figure as that is written: 吨, where it is compared in 千克."""
    times = figure.written.times or Fraction(1)
    spelled = [word for word, unit in units().items() if unit == figure.written]
    name = min(spelled, key=len) if times != 1 and spelled else figure.unit
    return shown(value / times, name, figure, 6)


def _said(claims: Claims | None, figure: Quantity) -> str:
    return written(claims, figure) if claims is not None else _shown(figure.value, figure)


def _where(claims: Claims, quantity: Quantity) -> str:
    text = claims.document.passages[quantity.passage].text
    return text[max(0, quantity.start - len(quantity.lead)) : quantity.end].strip("，。；：、（）")
