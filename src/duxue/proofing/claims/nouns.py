"""What is counted or measured: the words beside a number without the verbs and adverbs of reporting."""

from __future__ import annotations

import re

_LEADING = re.compile(
    r"^(?:其中|另外|此外|同时|目前|现在|现有|现|截至|截止|全年|今年|去年|上半年|本年度|年末|年底|到|至|在|对|为|由|以|从|把|将|和|及|与|以及|并|还|也|又|再|已|均|都|共|共有|累计|总计|合计|分别|属于|是|有|包括|含|各|该|的|了|达到|完成|实现|新增|其余|等|约|近|其他)+"
)
_TRAILING_WORDS = "共有|共计|总共|一共|共|累计|总计|合计|分别|各|已经|已|现有|现|拥有|具有|只有|仅有|有|达到|达|为|是|完成|实现|建立|建成|建设|创建|成立|设立|开展|召开|举办|组织|投入|安排|下达|下发|发放|收缴|约|近|超过|超|仅|只|就|也|均|都|了|的|等|在|可|可以|能|将|要|需|计|总|全部|平均|同比|环比|比上年|较上年|上年|指标|比重|预计|计划|争取|力争|保持|稳定|增加|增长|提高|上升|提升|扩大|减少|下降|降低|增|减|升|降|到|至|成为|认定|评定|评为|获得|荣获|配备|查处|处理|办理|受理|报送|参与|参加|其中|包括|:|："
_TRAILING = re.compile(f"(?:{_TRAILING_WORDS})+$")
_TRAILING_ENDS = frozenset(word[-1] for word in _TRAILING_WORDS.split("|"))
_BRACKETS = re.compile(r"（[^（）]{0,40}）|\[[0-9]{1,3}\]|“[^”]{0,30}”|《[^》]{0,60}》")
_TAIL_STOP = re.compile(
    r"(?:被|已|均|都|共|分别|和|及|与|以及|或|在|对|进行|开展|实现|完成|参加|参与|达到|获|通过|同时|并|为|是|有|比|较|占|，|。|；|、|（|）|：|组成|提出|属于|实行|实施|得到|全部|受|由|按|向|，|的)"
)
_ADVERBS = re.compile(r"^(?:多|余|左右|以上|以下|以内|的)+")


def noun_before(stem: str) -> str:
    """The noun at the end of the words before a number: 全市中小学共建立党组织 → 全市中小学共建立党组织 without its verbs."""
    if not stem:
        return ""
    words = _BRACKETS.sub("", stem)
    if words[-1:] in _TRAILING_ENDS:
        words = _TRAILING.sub("", words)
    words = _LEADING.sub("", words)
    return words[-24:]


def noun_after(tail: str) -> str:
    """The noun that a counted number stands before: 42个教育集团 → 教育集团."""
    words = _ADVERBS.sub("", _BRACKETS.sub("", tail[:60]))
    stop = _TAIL_STOP.search(words, 1) if words else None
    return words[: stop.start()][:16] if stop else words[:16]
