"""The names of Word's elements without their namespaces, in either edition of the standard."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

Element = Any
"""An element of lxml, whose type has no public name."""

_SPACES = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "",
    "http://purl.oclc.org/ooxml/wordprocessingml/main": "",
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc:",
}


@lru_cache(maxsize=4096)
def _local(tag: str) -> str:
    space, _, name = tag[1:].partition("}")
    return f"{_SPACES[space]}{name}" if space in _SPACES else f"other:{name}"


def name_of(element: Element) -> str:
    """`p`, `tbl`, `mc:Choice`; what belongs to neither Word nor its compatibility marks is `other:…`."""
    tag = element.tag
    return _local(tag) if isinstance(tag, str) else ""


def value(element: Element | None, attribute: str = "val") -> str:
    """An attribute in Word's namespace; empty where it or the element is missing."""
    if element is None:
        return ""
    space = element.tag[1:].partition("}")[0]
    return element.get(f"{{{space}}}{attribute}") or element.get(attribute) or ""


def child(element: Element | None, *path: str) -> Element | None:
    """The first element down that path of names."""
    for name in path:
        if element is None:
            return None
        element = next((one for one in element if name_of(one) == name), None)
    return element


def is_on(element: Element | None) -> bool:
    """Whether a switch such as `<w:vanish/>` is there and not turned off."""
    return element is not None and value(element) not in ("0", "false", "off")


def whole(text: str, otherwise: int = 0) -> int:
    """A whole number as these files write it; another value where it is none."""
    text = text.strip()
    return int(text) if text.isascii() and text.lstrip("-").isdigit() and len(text) < 10 else otherwise
