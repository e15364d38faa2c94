"""What stands on a page of a PDF file: characters and ruling lines, measured from its top left corner in points."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass, field

import pypdfium2
import pypdfium2.raw as raw

from duxue.proofing.reading.settings import limits

THIN = 3.0
"""A filled box no thicker than this is a line."""
_SHORT = 4.0
_ON_LINE = 1.5
_PRIVATE = (0xE000, 0xF8FF)


@dataclass(slots=True)
class Glyph:
    """A character and its box: as wide as it moves the pen, as high as its font."""

    sign: str
    left: float
    top: float
    right: float
    bottom: float
    spaced: bool = False
    """Whether the file has a space before it."""

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line along one axis: `at` on the other axis, from `start` to `end` on its own."""

    at: float
    start: float
    end: float


@dataclass(slots=True)
class Page:
    width: float
    height: float
    glyphs: list[Glyph] = field(default_factory=list)
    across: list[Rule] = field(default_factory=list)
    down: list[Rule] = field(default_factory=list)
    pictures: int = 0
    unknown: int = 0
    """Characters of which the file does not tell what they are."""


def page_of(page: pypdfium2.PdfPage) -> Page:
    """The characters and lines of a page as it is shown, whichever way it is turned."""
    turn = page.get_rotation() % 360
    width, height = page.get_size()
    found = Page(width, height)
    frame = page.get_bbox()
    text = page.get_textpage()
    try:
        spaced = False
        for sign, box in _characters(text):
            if sign == " ":
                spaced = True
            elif sign:
                found.glyphs.append(Glyph(sign, *_turned(box, frame, turn), spaced))
                spaced = False
            else:
                found.unknown += 1
    finally:
        text.close()
    _add_rules(found, page, frame, turn)
    return found


_BLANKS = (0x09, 0x0A, 0x0D, 0x20, 0xA0, 0x3000)
_NOWHERE = (0.0, 0.0, 0.0, 0.0)

Box = tuple[float, float, float, float]
"""Left, bottom, right, top, from the bottom left corner."""


def _characters(text: pypdfium2.PdfTextPage) -> Iterator[tuple[str, Box]]:
    """Each character with its box: a space for any blank, an empty one where the file does not tell."""
    box = raw.FS_RECTF()
    reference = ctypes.byref(box)
    handle = text.raw
    seen: set[tuple[int, int, int]] = set()
    for i in range(raw.FPDFText_CountChars(handle)):
        code = raw.FPDFText_GetUnicode(handle, i)
        if raw.FPDFText_IsGenerated(handle, i) == 1 or code in _BLANKS:
            yield " ", _NOWHERE
            continue
        if not raw.FPDFText_GetLooseCharBox(handle, i, reference):
            continue
        if code in (0, 0xFFFD, 0xFFFE) or _PRIVATE[0] <= code <= _PRIVATE[1] or 0xD800 <= code < 0xE000:
            yield "", _NOWHERE
            continue
        # Bold type may be the same character printed twice; a long dash may be one shape for two.
        place = (code, round(box.left), round(box.bottom))
        if place not in seen or chr(code) in "—…":
            seen.add(place)
            yield chr(code), (box.left, box.bottom, box.right, box.top)


def _turned(box: Box, frame: Box, turn: int) -> tuple[float, float, float, float]:
    """Left, top, right, bottom as the page is shown."""
    left, bottom, right, top = box[0] - frame[0], box[1] - frame[1], box[2] - frame[0], box[3] - frame[1]
    width, height = frame[2] - frame[0], frame[3] - frame[1]
    match turn:
        case 90:
            return bottom, left, top, right
        case 180:
            return width - right, bottom, width - left, top
        case 270:
            return height - top, width - right, height - bottom, width - left
        case _:
            return left, height - top, right, height - bottom


def _add_rules(found: Page, page: pypdfium2.PdfPage, frame: Box, turn: int) -> None:
    paths = 0
    for thing in page.get_objects(max_depth=4):
        if thing.type == raw.FPDF_PAGEOBJ_IMAGE:
            found.pictures += 1
        if thing.type != raw.FPDF_PAGEOBJ_PATH:
            continue
        paths += 1
        if paths > limits().rules:
            # A drawing, such as a map.
            found.across.clear()
            found.down.clear()
            return
        for box in _strokes(thing):
            left, top, right, bottom = _turned(box, frame, turn)
            if bottom - top <= THIN and right - left >= _SHORT:
                found.across.append(Rule((top + bottom) / 2, left, right))
            elif right - left <= THIN and bottom - top >= _SHORT:
                found.down.append(Rule((left + right) / 2, top, bottom))


def _strokes(thing: pypdfium2.PdfObject) -> Iterator[Box]:
    """Boxes of the straight strokes of a path; a filled box is one stroke, where it is thin."""
    bounds = thing.get_bounds()
    if bounds[2] - bounds[0] <= THIN or bounds[3] - bounds[1] <= THIN:
        yield bounds
        return
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(thing.raw, ctypes.byref(fill), ctypes.byref(stroke))
    if not stroke.value:
        return
    matrix = thing.get_matrix()
    before: tuple[float, float] | None = None
    first: tuple[float, float] | None = None
    x, y = ctypes.c_float(), ctypes.c_float()
    for i in range(min(raw.FPDFPath_CountSegments(thing.raw), 200)):
        segment = raw.FPDFPath_GetPathSegment(thing.raw, i)
        raw.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y))
        point = matrix.on_point(x.value, y.value)
        if raw.FPDFPathSegment_GetType(segment) == raw.FPDF_SEGMENT_LINETO and before is not None:
            yield from _straight(before, point)
        else:
            first = point
        before = point
        if raw.FPDFPathSegment_GetClose(segment) and first is not None:
            yield from _straight(point, first)


def _straight(one: tuple[float, float], two: tuple[float, float]) -> Iterator[Box]:
    if abs(one[0] - two[0]) <= _ON_LINE or abs(one[1] - two[1]) <= _ON_LINE:
        yield min(one[0], two[0]), min(one[1], two[1]), max(one[0], two[0]), max(one[1], two[1])
