"""The number that a browser shows before an entry of an ordered list."""

from __future__ import annotations

from typing import Any

from duxue.proofing.reading.counting import chinese, letters, roman

_FORMS = {
    "a": lambda number: f"{letters(number)}.",
    "A": lambda number: f"{letters(number).upper()}.",
    "i": lambda number: f"{roman(number).lower()}.",
    "I": lambda number: f"{roman(number)}.",
}
_CHINESE = ("cjk-ideographic", "simp-chinese-informal", "trad-chinese-informal")


class ListNumbers:
    """Counts the entries of ordered lists as they come."""

    def __init__(self) -> None:
        self._next: dict[Any, int] = {}

    def shown(self, item: Any) -> str:
        """`3.` or `三、` for an entry of an `ol`; empty for other entries, and where the style shows none."""
        parent = item.getparent()
        if parent is None or parent.tag != "ol":
            return ""
        number = _whole(item.get("value"))
        if number is None:
            number = self._next.get(parent) or _whole(parent.get("start")) or 1
        self._next[parent] = number + 1
        style = f"{parent.get('style') or ''};{item.get('style') or ''}"[:500].replace(" ", "")
        if "list-style:none" in style or "list-style-type:none" in style:
            return ""
        if any(form in style for form in _CHINESE):
            return f"{chinese(number)}、"
        form = _FORMS.get(item.get("type") or parent.get("type") or "")
        return form(number) if form else f"{number}."


def _whole(said: str | None) -> int | None:
    said = (said or "").strip()
    return int(said) if said.isascii() and said.isdigit() and len(said) < 7 else None
