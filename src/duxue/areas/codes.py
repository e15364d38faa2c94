"""Codes of divisions and schools, checked for form where a workspace says `cn-gbt2260`.

Divisions by GB/T 2260 (townships by GB/T 10114), schools by 学校（机构）代码管理办法 (2011). Only the form
is checked: digits, length, the parts that come from a table, and that a division lies under the one whose
digits it carries. There is no check digit, and which codes are assigned changes from year to year.
"""

from __future__ import annotations

import re
from functools import cache

import pyarrow as pa
import pyarrow.compute as pc

from duxue.library import ROOT
from duxue.messages import Fact, Fault, Text, listed, shortened
from duxue.notation import read

LONGEST = 64
_FREE = re.compile(r"[^\W_][\w./-]{0,63}")
_NOT_00 = "(?:[1-9][0-9]|0[1-9])"
_NATION = ("000000", "100000")


_FORM_CODES = {
    "nation": "areas-code-nation",
    "province": "areas-code-province",
    "city": "areas-code-city",
    "county": "areas-code-county",
    "township": "areas-code-township",
    "school": "areas-code-school",
}


@cache
def table(name: str) -> dict[str, Text]:
    """A table of `library/codes/`: the code and its words."""
    path = ROOT / "codes" / f"{name}.yaml"
    return {code: Text(words["zh"], words["en"]) for code, words in read(path, path.name).value.items()}


@cache
def pattern(kind: str) -> str | None:
    """The form of the codes of a kind as a regular expression; None where any code is allowed."""
    provinces = f"(?:{'|'.join(table('provinces'))})"
    types = f"(?:{'|'.join(table('school-types'))})"
    return {
        "nation": f"(?:{'|'.join(_NATION)})",
        "province": f"{provinces}0000",
        "city": f"{provinces}{_NOT_00}00",
        "county": f"{provinces}{_NOT_00}{_NOT_00}",
        "township": f"{provinces}{_NOT_00}{_NOT_00}[0-9][0-9][0-9]",
        "school": f"{types}{provinces}[0-9][0-9][0-9][0-9][0-9][0-9]",
    }.get(kind)


def check_code(code: str, kind: str, parent: str | None = None) -> Fault | None:
    """Return what is wrong with the form of a code, or None. Without a place; the caller adds it.

    With `parent`, a division must also carry the digits of the division it lies under: 210402 under
    210400 or, where no city lies between, under 210000. Units, institutions, campuses and teaching
    points may have any code.
    """
    expected = pattern(kind)
    if expected is not None and not re.fullmatch(expected, code):
        return _form_fault(code, kind)
    if parent is not None and not _fits(code, kind, parent):
        facts: dict[str, Fact] = {"found": code, "parent": parent, "prefix": _prefix(parent)}
        return Fault("areas-code-parent", None, facts)
    return None


def suspects(codes: pa.ChunkedArray, kinds: pa.ChunkedArray, parents: pa.ChunkedArray) -> pa.ChunkedArray:
    """True for each row that `check_code` may object to: a quick sieve over the whole column."""
    bad = pa.chunked_array([pa.repeat(pa.scalar(False), len(codes))])
    for kind in pc.unique(kinds.drop_null()).to_pylist():
        expected = pattern(kind)
        if expected is not None:
            wrong = pc.invert(pc.match_substring_regex(codes, f"^(?:{expected})$"))
            bad = pc.or_(bad, pc.and_(pc.equal(kinds, kind), wrong))
    divisions = pc.is_in(kinds, pa.array(["province", "city", "county", "township"]))
    placed = pc.and_(divisions, pc.is_valid(parents))
    return pc.or_(bad, pc.fill_null(placed, False))


def unusual(codes: pa.ChunkedArray) -> pa.ChunkedArray:
    """True for each code that `is_free_code` must look at: all but short plain ASCII ones; null for null."""
    plain = pc.match_substring_regex(codes, "^[0-9A-Za-z][0-9A-Za-z._/-]*$")
    return pc.invert(pc.and_(plain, pc.less_equal(pc.utf8_length(codes), LONGEST)))


def is_free_code(code: str) -> bool:
    """True when the code can stand in the name of a figure: letters, digits, ". _ / -", at most 64."""
    return _FREE.fullmatch(code) is not None


def _fits(code: str, kind: str, parent: str) -> bool:
    """Divisions nest by their digits; a parent that is no division says nothing about the code."""
    if (
        kind not in {"city", "county", "township"}
        or parent in _NATION
        or not re.fullmatch("[0-9]{6}", parent)
    ):
        return True
    return code.startswith(_prefix(parent))


def _prefix(parent: str) -> str:
    """The digits that a division hands down: 21 for 210000, 2104 for 210400, all of a county."""
    for zeros in ("0000", "00"):
        if parent.endswith(zeros):
            return parent[: -len(zeros)]
    return parent


def _form_fault(code: str, kind: str) -> Fault:
    facts: dict[str, Fact] = {"found": shortened(code)}
    wrong_table = _wrong_table(code, kind)
    if wrong_table is not None:
        name, digits, words = wrong_table
        facts |= {"digits": digits, "what": words, "allowed": listed(_entries(name), limit=60)}
        return Fault("areas-code-table", None, facts)
    return Fault(_FORM_CODES[kind], None, facts)


def _wrong_table(code: str, kind: str) -> tuple[str, str, Text] | None:
    """The table that a code of the right length misses, the digits that miss it, and what they mean."""
    province = Text("省级代码", "province code")
    if kind == "school" and re.fullmatch("[0-9]{10}", code):
        if code[:2] not in table("school-types"):
            return "school-types", code[:2], Text("学校类型代码", "school type code")
        return "provinces", code[2:4], province
    digits = 9 if kind == "township" else 6
    if kind != "nation" and re.fullmatch(f"[0-9]{{{digits}}}", code) and code[:2] not in table("provinces"):
        return "provinces", code[:2], province
    return None


def _entries(name: str) -> list[Text]:
    return [Text(f"{code} {words.zh}", f"{code} {words.en}") for code, words in table(name).items()]
