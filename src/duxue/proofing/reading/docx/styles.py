"""What the styles of a Word file say of a paragraph: its level as a heading, and its list."""

from __future__ import annotations

import re
from dataclasses import dataclass

from duxue.proofing.reading.docx.names import Element, child, is_on, name_of, value, whole

TITLE = 0
"""The level of a title, above that of `heading 1`."""
BODY = -1

_HEADING = re.compile(r"(?:heading|标题|級標題|级标题) ?([1-9])", re.IGNORECASE)
_TITLES = ("title", "标题")
_DEEP = 20


@dataclass(frozen=True, slots=True)
class Style:
    """`level`: 1 to 9 as in Word, TITLE, or BODY. `number`, `at`: the list and its level; empty where there is none."""

    level: int = BODY
    number: str = ""
    at: int = 0
    contents: bool = False
    hidden: bool = False


PLAIN = Style()


class Styles:
    """The paragraph styles by their ids, each with what it takes over from the style it is based on."""

    def __init__(self, styles: Element | None) -> None:
        self._elements = {
            value(one, "styleId"): one
            for one in ([] if styles is None else styles)
            if name_of(one) == "style"
        }
        self._known: dict[str, Style] = {}
        self._usual = next(
            (i for i, one in self._elements.items() if value(one, "default") in ("1", "true")), ""
        )

    def of(self, paragraph: Element) -> Style:
        """The style of a paragraph together with what it says itself."""
        properties = child(paragraph, "pPr")
        named = value(child(properties, "pStyle")) or self._usual
        style = self._style(named, 0)
        if properties is None:
            return style
        return _with(style, properties)

    def _style(self, identity: str, depth: int) -> Style:
        if identity in self._known:
            return self._known[identity]
        element = self._elements.get(identity)
        if element is None or depth > _DEEP:
            return PLAIN
        style = self._style(value(child(element, "basedOn")), depth + 1)
        properties = child(element, "pPr")
        style = style if properties is None else _with(style, properties)
        name = value(child(element, "name")).strip()
        heading = _HEADING.fullmatch(name)
        if heading:
            style = Style(int(heading[1]), style.number, style.at)
        elif name.lower() in _TITLES:
            style = Style(TITLE, style.number, style.at)
        elif name.lower().startswith("toc ") or name.startswith("目录"):
            style = Style(BODY, contents=True)
        self._known[identity] = style
        return style


def _with(style: Style, properties: Element) -> Style:
    """The style with the outline level and the list of these properties."""
    outline = child(properties, "outlineLvl")
    level = style.level
    if outline is not None:
        given = whole(value(outline), 9)
        level = given + 1 if 0 <= given < 9 else BODY
    numbered = child(properties, "numPr")
    number, at = style.number, style.at
    if numbered is not None:
        identity, deeper = child(numbered, "numId"), child(numbered, "ilvl")
        number = number if identity is None else value(identity)
        at = at if deeper is None else whole(value(deeper))
    hidden = style.hidden or is_on(child(properties, "rPr", "vanish"))
    return Style(level, "" if number == "0" else number, at, style.contents, hidden)
