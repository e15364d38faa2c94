from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, cast

import yaml

from duxue.messages import Fault, InputError, Place, shortened
from duxue.notation.scalars import MOST_DIGITS, UnfitScalarError, plain_scalar
from duxue.notation.syntax import syntax_fault

DEEPEST = 40

Path = tuple[str | int, ...]
Mark = tuple[int, int]


@dataclass
class Composed:
    """The value of a document, with the line and column (from 1) of every value and every key."""

    value: Any = None
    marks: dict[Path, Mark] = field(default_factory=dict)
    keys: dict[Path, Mark] = field(default_factory=dict)


def compose(text: str, shown: str) -> Composed:
    """Reads the one document of a text. InputError carries every fault up to the first error of syntax."""
    composer = _Composer(shown)
    loader = yaml.CSafeLoader(text)
    try:
        while loader.check_event():
            composer.take(cast("yaml.Event", loader.get_event()))
    except yaml.MarkedYAMLError as error:
        composer.faults.append(syntax_fault(error, text, shown, DEEPEST))
    except _StopReading:
        pass
    if composer.faults:
        raise InputError(composer.faults)
    return composer.composed


class _StopReading(Exception):
    """What follows cannot be read sensibly; the fault is noted."""


@dataclass
class _Open:
    """A list or mapping whose end has not come yet. An `ignored` one hangs on a faulty key: read, not kept."""

    value: Any
    path: Path
    ignored: bool = False
    at_key: bool = True
    key: str | None = None
    skip_value: bool = False


class _Composer:
    def __init__(self, shown: str) -> None:
        self.shown = shown
        self.composed = Composed()
        self.faults: list[Fault] = []
        self._open: list[_Open] = []
        self._documents = 0

    def take(self, event: yaml.Event) -> None:
        """Takes the next event of the parser."""
        if isinstance(event, yaml.ScalarEvent):
            self._scalar(event)
        elif isinstance(event, yaml.MappingStartEvent):
            self._start(event, {})
        elif isinstance(event, yaml.SequenceStartEvent):
            self._start(event, [])
        elif isinstance(event, yaml.CollectionEndEvent):
            self._open.pop()
        elif isinstance(event, yaml.AliasEvent):
            self._fault("yaml-alias", event, word=shortened(f"*{event.anchor}"))
            self._put(None, event)
        elif isinstance(event, yaml.DocumentStartEvent):
            self._documents += 1
            if self._documents > 1:
                self._fault("yaml-documents", event)
                raise _StopReading

    def _fault(self, code: str, event: yaml.Event, **facts: Any) -> None:
        place = Place(self.shown, *_mark(event))
        self.faults.append(Fault(code, place, facts))

    def _check_extras(self, event: yaml.ScalarEvent | yaml.CollectionStartEvent) -> None:
        if event.anchor is not None:
            self._fault("yaml-alias", event, word=shortened(f"&{event.anchor}"))
        if event.tag is not None:
            self._fault("yaml-tag", event, word=shortened(event.tag))

    def _scalar(self, event: yaml.ScalarEvent) -> None:
        self._check_extras(event)
        top = self._open[-1] if self._open else None
        if top is not None and isinstance(top.value, dict) and top.at_key:
            self._key(top, event)
            return
        self._put(self._meaning(event), event)

    def _meaning(self, event: yaml.ScalarEvent) -> Any:
        if event.style or event.tag is not None:
            return event.value
        try:
            return plain_scalar(event.value)
        except UnfitScalarError as unfit:
            self._fault(unfit.code, event, found=shortened(event.value, 40), most=str(MOST_DIGITS))
            return None

    def _key(self, top: _Open, event: yaml.ScalarEvent) -> None:
        key, path = event.value, (*top.path, event.value)
        top.at_key, top.key, top.skip_value = False, key, False
        if not key or (not event.style and key in ("~", "null")):
            self._fault("yaml-key-empty", event)
        elif not event.style and key == "<<":
            self._fault("yaml-merge-key", event)
        elif not event.style and key.strip() != key:
            self._fault("yaml-wide-space", event)
        elif key in top.value:
            first = self.composed.keys[path][0] if not top.ignored else _mark(event)[0]
            self._fault("yaml-duplicate-key", event, key=shortened(key), line=str(first))
        else:
            if not top.ignored:
                self.composed.keys[path] = _mark(event)
            # The place is kept, so that a second key of this name is seen whatever the value.
            top.value[key] = None
            return
        top.skip_value = True

    def _start(self, event: yaml.CollectionStartEvent, value: Any) -> None:
        self._check_extras(event)
        if len(self._open) == DEEPEST:
            self._fault("yaml-depth", event, most=str(DEEPEST))
            raise _StopReading
        top = self._open[-1] if self._open else None
        if top is not None and isinstance(top.value, dict) and top.at_key:
            self._fault("yaml-key-not-text", event)
            top.at_key, top.skip_value = False, True
            # The key's own content is read and dropped; the value after it too.
            self._open.append(_Open(value, (), ignored=True))
            return
        path, ignored = self._put(value, event)
        self._open.append(_Open(value, path, ignored))

    def _put(self, value: Any, event: yaml.Event) -> tuple[Path, bool]:
        """Puts a value where the document has come to; its path, and whether it is dropped."""
        if not self._open:
            self.composed.value = value
            self.composed.marks[()] = _mark(event)
            return (), False
        path, ignored = self._put_into(self._open[-1], value)
        if not ignored:
            self.composed.marks[path] = _mark(event)
        return path, ignored

    @staticmethod
    def _put_into(top: _Open, value: Any) -> tuple[Path, bool]:
        if isinstance(top.value, list):
            top.value.append(value)
            return (*top.path, len(top.value) - 1), top.ignored
        if top.at_key:  # an alias as a key: its fault is noted
            top.at_key, top.skip_value = False, True
            return (), True
        top.at_key = True
        if top.skip_value or top.key is None:
            return (), True
        top.value[top.key] = value
        return (*top.path, top.key), top.ignored


def _mark(event: yaml.Event) -> Mark:
    # The parser marks every event; its types leave that open.
    mark = cast("yaml.Mark", event.start_mark)
    return mark.line + 1, mark.column + 1
