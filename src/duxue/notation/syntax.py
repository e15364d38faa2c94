"""What the YAML parser refuses, in words that say what to write instead."""

from __future__ import annotations

import re

import yaml

from duxue.messages import Fact, Fault, Place, Text, shortened

# The parser's own words for the slips that people make, each with the code of our sentence. Those of the
# first list are about where something began, the others about where reading stopped.
_BEGUN = {
    "found unexpected end of stream": "yaml-quote-open",
    "found unexpected document indicator": "yaml-quote-open",
    "did not find expected ',' or ']'": "yaml-bracket-open",
    "did not find expected ',' or '}'": "yaml-bracket-open",
    "did not find expected node content": "yaml-bracket-open",
    "could not find expected ':'": "yaml-no-colon",
}
_REFUSED = {
    "mapping values are not allowed in this context": "yaml-colon",
    "found unexpected ':'": "yaml-colon",
    "found character that cannot start any token": "yaml-reserved-character",
    "did not find expected alphabetic or numeric character": "yaml-reserved-character",
    "did not find expected key": "yaml-indent",
    "did not find expected '-' indicator": "yaml-indent",
    "block sequence entries are not allowed in this context": "yaml-indent",
    "found a tab character that violates indentation": "yaml-tab",
    "found a tab character where an indentation space is expected": "yaml-tab",
}

_KEY_WITH_FULL_WIDTH_COLON = re.compile(r"\s*(?:- )*[^\s：:#'\"]+：")


def syntax_fault(error: yaml.MarkedYAMLError, text: str, shown: str, deepest: int) -> Fault:
    """The fault for an error of the parser, at the place where a person should look."""
    problem = error.problem or ""
    begun = _BEGUN.get(problem)
    mark = error.context_mark if begun and error.context_mark else error.problem_mark or error.context_mark
    place = _place(mark, shown) if mark else Place(shown)
    if problem == "exceeded maximum nesting depth":
        return Fault("yaml-depth", place, {"most": str(deepest)})
    line = mark.line if mark else 0
    if "\t" in _indent(_line(text, line)):
        return Fault("yaml-tab", place)
    full_width = _full_width_colon(text, line)
    if full_width is not None:
        column = _line(text, full_width).index("：") + 1
        return Fault("yaml-full-width-colon", Place(shown, full_width + 1, column))
    facts: dict[str, Fact] = {"found": _found(text, mark) if mark else ""}
    if _line(text, line).lstrip().startswith(":"):
        return Fault("yaml-key-empty", place)
    code = begun or _REFUSED.get(problem)
    if code == "yaml-indent" and mark and _line(text, line)[: mark.column].rstrip()[-1:] in ("'", '"'):
        code = "yaml-after-quote"
    if code:
        return Fault(code, place, facts)
    detail = "; ".join(part for part in (error.context, error.problem) if part)
    return Fault("yaml-syntax", place, {**facts, "detail": detail})


def _full_width_colon(text: str, line: int) -> int | None:
    """The line, this one or the one before, whose key ends with a full-width colon; the parser runs on past it."""
    nearby = (number for number in (line, line - 1, line - 2) if number >= 0)
    return next((number for number in nearby if _KEY_WITH_FULL_WIDTH_COLON.match(_line(text, number))), None)


def _place(mark: yaml.Mark, shown: str) -> Place:
    return Place(shown, mark.line + 1, mark.column + 1)


def _found(text: str, mark: yaml.Mark) -> Text:
    """The rest of the line from the mark, or the whole line where the mark is at its end."""
    line = _line(text, mark.line)
    return shortened(line[mark.column :].strip() or line.strip(), 40)


def _indent(line: str) -> str:
    return line[: len(line) - len(line.lstrip())]


def _line(text: str, number: int) -> str:
    lines = text.splitlines()
    return lines[number] if 0 <= number < len(lines) else ""
