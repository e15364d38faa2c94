"""What kind of area a report, or a figure in it, is about."""

from __future__ import annotations

import re
from functools import lru_cache

from duxue.proofing.claims import Claims

_KINDS = (
    ("nation", "全国"),
    ("province", "省"),
    ("province", "自治区"),
    ("city", "市"),
    ("city", "州"),
    ("county", "县"),
    ("county", "区"),
    ("county", "旗"),
)
_AUTHOR = re.compile(
    r"(?P<place>[\u4e00-\u9fff]{1,20}?(?P<kind>自治区|省|市|自治州|州|盟|地区|县|区|旗))(?:人民政府|政府|教育局|教育厅|教育委员会|教体局|统计局|财政局|[0-9]{4}年|教育事业|履行|关于|义务教育)"
)
_NATION = re.compile("国务院|教育部|全国教育|国家统计局|中央")
_COUNTY = re.compile(
    r"[\u4e00-\u9fff]{1,6}(?<![全各个市城园校社地学片辖山牧景本我该治])(?:县|自治县|区|旗)(?!域|级|直|外|间|划|属|内|位|块|校)"
)
_AREA = re.compile("全(?P<kind>国|省|自治区|市|州|县)|(?P<mean>平均水平|平均值)")
_AREAS = {"国": "nation", "省": "province", "自治区": "province", "市": "city", "州": "city", "县": "county"}


def kind_of_report(claims: Claims) -> str | None:
    """nation, province, city or county by the title and the first passages; None where they do not say."""
    return _kind_of(tuple(passage.text[:200] for passage in claims.document.passages[:4]))


@lru_cache(maxsize=8)
def _kind_of(passages: tuple[str, ...]) -> str | None:
    for text in passages:
        found = [match["kind"] for match in _AUTHOR.finditer(text)]
        if found:
            return {
                "省": "province",
                "自治区": "province",
                "市": "city",
                "自治州": "city",
                "州": "city",
                "盟": "city",
                "地区": "city",
            }.get(found[-1], "county")
        if _NATION.search(text):
            return "nation"
    return None


def names_a_county(words: str) -> bool:
    """Whether words before a figure name one county, so that the figure is not the whole report's."""
    return _COUNTY.search(words) is not None


def names_another_area(words: str, kind: str | None) -> bool:
    """Whether words before a figure name a larger area than the report's: 全省平均优良率 in a county's report."""
    found = [match["kind"] for match in _AREA.finditer(words)]
    return bool(found) and _AREAS.get(found[-1] or "") not in (kind, "county")
