"""Errors of pydantic as faults that an inspector can read."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from pydantic import BaseModel

from duxue.messages import Fact, Fault, InputError, Place, Text, label, listed, shortened
from duxue.notation.alignment import Aligned
from duxue.notation.composing import Path
from duxue.notation.documents import Document
from duxue.notation.forms import allowed_keys, allowed_kinds
from duxue.notation.places import Inside
from duxue.notation.words import likely


class Explainer:
    """Makes the faults of one document that does not fit its model."""

    def __init__(self, document: Document, model: type[BaseModel], at: Path) -> None:
        self._document = document
        self._model = model
        self._at = at

    def faults(self, group: Sequence[Aligned]) -> list[Fault]:
        """What one group of errors says: one fault, or those that a validator of ours gave."""
        aligned = group[0]
        if len(group) > 1:
            return [self._wrong_type(group)]
        kind = aligned.error["type"]
        given = aligned.error.get("ctx", {}).get("error")
        if isinstance(given, InputError):
            return [self._placed(fault, aligned.path) for fault in given.faults]
        if kind in _EXPLAINED:
            return [_EXPLAINED[kind](self, aligned)]
        if kind in _EXPECTED:
            return [self._wrong_type(group)]
        return [self._other(aligned)]

    def _place(self, path: Path) -> Place:
        return self._document.place((*self._at, *path))

    def _placed(self, fault: Fault, path: Path) -> Fault:
        if fault.place is None:
            return Fault(fault.code, self._place(path), fault.facts)
        if isinstance(fault.place, Inside):
            inner = (*path, *fault.place.path)
            place = self._document.key_place((*self._at, *inner)) if fault.place.key else self._place(inner)
            return Fault(fault.code, place, fault.facts)
        return fault

    def _missing(self, aligned: Aligned) -> Fault:
        allowed = listed(allowed_keys(self._model, aligned.location[:-1]))
        key = str(aligned.path[-1])
        return Fault("yaml-key-missing", self._place(aligned.path[:-1]), {"key": key, "allowed": allowed})

    def _unknown_key(self, aligned: Aligned) -> Fault:
        key = str(aligned.path[-1])
        allowed = allowed_keys(self._model, aligned.location[:-1])
        present = self._document.at((*self._at, *aligned.path[:-1]))
        place = self._document.key_place((*self._at, *aligned.path))
        # A key that is there already was not meant a second time.
        fault = _with_likely("yaml-unknown-key", place, key, allowed, set(allowed) - set(present), "key")
        # {zh: 甲, en: one, two} has a key "two": a text with a comma that nobody quoted.
        if fault.code == "yaml-unknown-key-far" and present[aligned.path[-1]] is None:
            return Fault("yaml-unknown-key-alone", place, fault.facts)
        return fault

    def _unknown_kind(self, aligned: Aligned) -> Fault:
        context = aligned.error["ctx"]
        kinds = allowed_kinds(self._model, aligned.location)
        key = _discriminator(context)
        if key is None:
            return Fault("yaml-no-form", self._place(aligned.path), {"allowed": listed(kinds)})
        place = self._place((*aligned.path, key))
        return _with_likely("yaml-unknown-word", place, str(context["tag"]), kinds, kinds, "found")

    def _no_kind(self, aligned: Aligned) -> Fault:
        kinds = listed(allowed_kinds(self._model, aligned.location))
        key = _discriminator(aligned.error["ctx"])
        place = self._place(aligned.path)
        if key is None:
            return Fault("yaml-no-form", place, {"allowed": kinds})
        return Fault("yaml-kind-missing", place, {"key": key, "allowed": kinds})

    def _unknown_word(self, aligned: Aligned) -> Fault:
        value = aligned.error["input"]
        words = _expected_words(aligned.error["ctx"]["expected"])
        place = self._place(aligned.path)
        if not isinstance(value, str):
            facts: dict[str, Fact] = {"expected": _one_of(words), "found": described(value)}
            return Fault("yaml-wrong-type", place, facts)
        return _with_likely("yaml-unknown-word", place, value, words, words, "found")

    def _wrong_type(self, group: Sequence[Aligned]) -> Fault:
        value = group[0].error["input"]
        expected = list(dict.fromkeys(_expected(aligned) for aligned in group))
        facts: dict[str, Fact] = {"expected": _either(expected), "found": described(value)}
        code = "yaml-quote-it" if _wants_quotes(expected, value) else "yaml-wrong-type"
        return Fault(code, self._place(group[0].path), facts)

    def _out_of_range(self, aligned: Aligned) -> Fault:
        kind, context = aligned.error["type"], aligned.error["ctx"]
        relation, name = _LIMITS[kind]
        found = described(self._document.at((*self._at, *aligned.path)))
        facts: dict[str, Fact] = {"limit": f"{relation} {context[name]}", "found": found}
        return Fault("yaml-out-of-range", self._place(aligned.path), facts)

    def _wrong_length(self, aligned: Aligned) -> Fault:
        kind, context = aligned.error["type"], aligned.error["ctx"]
        bounds = {name: context[name] for name in ("min_length", "max_length") if name in context}
        limit = ", ".join(f"{_LENGTHS[name]} {bound}" for name, bound in bounds.items())
        code = "yaml-wrong-length" if kind.startswith("string") else "yaml-wrong-count"
        found = described(aligned.error["input"])
        return Fault(code, self._place(aligned.path), {"limit": limit, "found": found})

    def _wrong_form(self, aligned: Aligned) -> Fault:
        facts: dict[str, Fact] = {
            "pattern": str(aligned.error["ctx"]["pattern"]),
            "found": described(aligned.error["input"]),
        }
        return Fault("yaml-wrong-form", self._place(aligned.path), facts)

    def _blank(self, aligned: Aligned) -> Fault:
        return Fault("yaml-blank", self._place(aligned.path))

    def _other(self, aligned: Aligned) -> Fault:
        detail = aligned.error["msg"].removeprefix("Value error, ")
        facts: dict[str, Fact] = {"detail": detail, "found": described(aligned.error["input"])}
        return Fault("yaml-wrong-value", self._place(aligned.path), facts)


def described(value: Any) -> Text:
    """A value of a document as a fault names it: text “abc”, number 5, a list of 3, nothing."""
    if isinstance(value, bool):
        return _words("yaml-found-number", "true" if value else "false")
    if isinstance(value, str):
        shown = shortened(value, 40)
        return Text(*(label("yaml-found-text", lang).format(found=shown.in_(lang)) for lang in ("zh", "en")))
    if isinstance(value, int | Decimal):
        return _words("yaml-found-number", str(value))
    if isinstance(value, date):
        return _words("yaml-found-date", value.isoformat())
    if isinstance(value, list):
        return _words("yaml-found-list", f"{len(value):,}")
    if isinstance(value, dict):
        keys = listed((str(key)[:40] for key in value), 5)
        return Text(
            *(label("yaml-found-mapping", lang).format(found=keys.in_(lang)) for lang in ("zh", "en"))
        )
    return _words("yaml-found-nothing" if value is None else "yaml-found-number", str(value))


def _words(code: str, found: str) -> Text:
    return Text(label(code, "zh").format(found=found), label(code, "en").format(found=found))


def _with_likely(
    code: str, place: Place, word: str, allowed: Sequence[str], near: Sequence[str] | set[str], name: str
) -> Fault:
    facts: dict[str, Fact] = {name: shortened(word, 60), "allowed": listed(allowed)}
    meant = likely(word, near)
    if meant is None:
        return Fault(_FAR[code], place, facts)
    return Fault(code, place, {**facts, "likely": meant})


_FAR = {"yaml-unknown-key": "yaml-unknown-key-far", "yaml-unknown-word": "yaml-unknown-word-far"}


def _discriminator(context: dict[str, Any]) -> str | None:
    """The key that tells the kind; None where a function of ours does.

    A field whose key is a word of Python bears a trailing underscore that no file has.
    """
    name = str(context["discriminator"])
    return name.strip("'").partition("'")[0].rstrip("_") if name.startswith("'") else None


def _expected_words(expected: str) -> list[str]:
    """The words of pydantic's "'a', 'b' or 'c'"."""
    parts = expected.replace("' or '", "', '").split("', '")
    return [part.strip("'") for part in parts] if expected.startswith("'") else [expected]


def _expected(aligned: Aligned) -> Text:
    kind = aligned.error["type"]
    if kind in ("literal_error", "enum"):
        return _one_of(_expected_words(aligned.error["ctx"]["expected"]))
    code = _EXPECTED.get(kind)
    if code is None:
        return Text.same(aligned.error["msg"])
    return Text(label(code, "zh"), label(code, "en"))


def _one_of(words: Sequence[str]) -> Text:
    every = listed(words)
    return Text(
        *(label("yaml-expected-one-of", lang).format(allowed=every.in_(lang)) for lang in ("zh", "en"))
    )


def _either(expected: Sequence[Text]) -> Text:
    return Text("或".join(text.zh for text in expected), " or ".join(text.en for text in expected))


def _wants_quotes(expected: Sequence[Text], value: Any) -> bool:
    text = Text(label("yaml-expected-text", "zh"), label("yaml-expected-text", "en"))
    return text in expected and isinstance(value, int | Decimal | date)


_EXPECTED = {
    "string_type": "yaml-expected-text",
    "int_type": "yaml-expected-whole-number",
    "int_parsing": "yaml-expected-whole-number",
    "int_from_float": "yaml-expected-whole-number",
    "number_expected": "yaml-expected-number",
    "decimal_type": "yaml-expected-number",
    "decimal_parsing": "yaml-expected-number",
    "bool_type": "yaml-expected-yes-or-no",
    "bool_parsing": "yaml-expected-yes-or-no",
    "date_type": "yaml-expected-date",
    "none_required": "yaml-expected-nothing",
    "list_type": "yaml-expected-list",
    "tuple_type": "yaml-expected-list",
    "set_type": "yaml-expected-list",
    "frozen_set_type": "yaml-expected-list",
    "iterable_type": "yaml-expected-list",
    "dict_type": "yaml-expected-mapping",
    "mapping_type": "yaml-expected-mapping",
    "model_type": "yaml-expected-mapping",
    "model_attributes_type": "yaml-expected-mapping",
}

_LIMITS = {
    "greater_than": (">", "gt"),
    "greater_than_equal": (">=", "ge"),
    "less_than": ("<", "lt"),
    "less_than_equal": ("<=", "le"),
    "multiple_of": ("×", "multiple_of"),
}

_LENGTHS = {"min_length": ">=", "max_length": "<="}

_EXPLAINED: dict[str, Callable[[Explainer, Aligned], Fault]] = {
    "missing": Explainer._missing,
    "extra_forbidden": Explainer._unknown_key,
    "union_tag_invalid": Explainer._unknown_kind,
    "union_tag_not_found": Explainer._no_kind,
    "literal_error": Explainer._unknown_word,
    "enum": Explainer._unknown_word,
    "string_pattern_mismatch": Explainer._wrong_form,
    "blank": Explainer._blank,
    **dict.fromkeys(_LIMITS, Explainer._out_of_range),
    **dict.fromkeys(
        ("string_too_short", "string_too_long", "too_short", "too_long"), Explainer._wrong_length
    ),
}
