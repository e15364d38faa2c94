"""How a figure comes from its parts, in one line."""

from __future__ import annotations

from fractions import Fraction

from duxue.cli.names import Names
from duxue.measures import definitions as forms
from duxue.measures.compiling import Compiler
from duxue.messages import Text, labels
from duxue.scoring.wording import both, number, with_unit
from duxue.tracing import Trace
from duxue.values import RootSum, SquareRoot, plain


def arithmetic(names: Names, compiler: Compiler, trace: Trace) -> Text | None:
    """The arithmetic with its result; None for a figure that is only stated, or that only adds up rows."""
    definition, parts = trace.definition, dict(trace.figure.parts)
    if trace.stated is not None:
        return None
    match definition:
        case forms.Ratio() | forms.Share():
            return _equals(_quotient(trace, compiler), trace)
        case forms.Compare() if definition.as_ == "ratio":
            return _equals(_quotient(trace, compiler), trace)
        case forms.Change() if definition.as_ == "percent":
            now, then = _signed(parts.get("now")), _signed(parts.get("then"))
            return _equals(f"({now} − {then}) ÷ {then}{_times(1 / trace.figure.unit.factor)}", trace)
        case forms.Change():
            return _equals(f"{_signed(parts.get('now'))} − {_signed(parts.get('then'))}", trace)
        case forms.Combine() | forms.Compare():
            return _equals(_terms(trace), trace)
        case forms.Spread():
            return _spread(trace, parts)
        case forms.Reach():
            whole = " + ".join(parts.get(name, "0") for name in ("reached", "not reached", "undecided"))
            line = f"{parts.get('reached', '0')} ÷ ({whole}){_times(1 / trace.figure.unit.factor)}"
            return _equals(line, trace)
        case forms.Across():
            return _across(names, trace, definition)
    return None


def _quotient(trace: Trace, compiler: Compiler) -> str:
    parts = dict(trace.figure.parts)
    factor = compiler.ratio_factor(trace.definition.id)
    return f"{_signed(parts.get('numerator'))} ÷ {_signed(parts.get('denominator'))}{_times(factor)}"


def _times(factor: Fraction) -> str:
    if factor == 1:
        return ""
    return (
        f" × {plain(factor)}" if factor.denominator == 1 else f" × {factor.numerator} ÷ {factor.denominator}"
    )


def _signed(value: str | None) -> str:
    """A part as it stands in a line: "?" where it is missing, a negative one in brackets."""
    if value in (None, "—"):
        return "?"
    assert value is not None
    return f"(−{value[1:]})" if value.startswith("-") else value


def _terms(trace: Trace) -> str:
    line = ""
    for role, value in trace.figure.parts:
        weight = role.removesuffix(" ×")
        minus, size = weight.startswith("-"), weight.removeprefix("-")
        term = _signed(value) if size == "1" else f"{size} × {_signed(value)}"
        line += ("− " if minus else "") + term if not line else (" − " if minus else " + ") + term
    return line


def _equals(line: str, trace: Trace) -> Text:
    """The line, what it gives exactly, and what is shown after the one rounding."""
    figure = trace.figure
    if figure.shown is None:
        reason = labels()[f"cli-missing-{figure.missing}"]
        return Text(f"{line} = {reason.zh}", f"{line} = {reason.en}")
    shown = with_unit(figure.shown, figure.unit)
    if isinstance(figure.value, Fraction) and figure.value == Fraction(figure.shown):
        return Text(f"{line} = {shown.zh}", f"{line} = {shown.en}")
    return both("cli-arithmetic-rounded", line=line, exact=_exact(figure.value), shown=shown)


def _exact(value: Fraction | SquareRoot | RootSum | None) -> str:
    if isinstance(value, Fraction):
        shown = number(value)
        return shown if shown.startswith("≈") else f"= {shown}"
    assert value is not None
    return f"≈ {plain(value.rounded(8))}"


def _spread(trace: Trace, parts: dict[str, str]) -> Text | None:
    if "ΣX" not in parts:
        return None
    total, weight = Fraction(parts["ΣX"]), Fraction(parts["ΣP"])
    mean = _exact(total / weight) if weight else "= —"
    facts = {"units": parts["units"], "left_out": parts["left out"], "mean": mean}
    line = both("cli-arithmetic-spread", **facts, resources=number(total), weights=number(weight))
    result = _equals("S ÷ X̄", trace)
    return Text(f"{line.zh}；{result.zh}", f"{line.en}; {result.en}")


def _across(names: Names, trace: Trace, definition: forms.Across) -> Text:
    from duxue.areas import KINDS

    kind = KINDS[definition.over].title if definition.over in KINDS else Text.same(definition.over)
    count = len(trace.figure.made_of)
    line = both(f"cli-across-{definition.fn}", kind=kind, count=count)
    figure = trace.figure
    shown = labels()[f"cli-missing-{figure.missing}"] if figure.shown is None else names.value(figure)
    return Text(f"{line.zh} = {shown.zh}", f"{line.en} = {shown.en}")
