"""Which numerals are no figures: dates, ordinals, numbers of documents, names, ages, telephone numbers, list numbers."""

from __future__ import annotations

import re
from functools import cache

from duxue.proofing.claims.vocabulary import alternatives, words

_HAN_DIGITS = "〇○零一二三四五六七八九十"
_MASKS = (
    ("date", rf"(?:[0-9]{{4}}|[一二][{_HAN_DIGITS}]{{3}})(?:年)?[-—–－~～至/](?:[0-9]{{2,4}}|[一二][{_HAN_DIGITS}]{{3}})(?:学年度?|年度?)"),
    ("date", rf"(?<![0-9.])(?:1[5-9]|20)[0-9]{{2}}(?:学年|财年|年度?)(?:(?:[0-9]{{1,2}}|[{_HAN_DIGITS}]{{1,2}})月(?:份|底|初)?(?:[0-9]{{1,2}}[日号])?)?"),
    ("date", rf"[一二][{_HAN_DIGITS}]{{3}}年(?:度)?(?:[一二三四五六七八九十]{{1,2}}月(?:[{_HAN_DIGITS}]{{1,3}}[日号])?)?"),
    ("date", r"(?<![0-9.])[0-9]{1,2}月[0-9]{1,2}[日号](?:[-—–~～至][0-9]{1,2}[日号])?"),
    ("date", r"(?<![0-9.])[0-9]{1,2}(?:[-—–~～至、][0-9]{1,2})?月(?:份|底|初|中旬|上旬|下旬|末)?(?![0-9])"),
    ("date", r"[一二三四五六七八九十]{1,3}月(?:[一二三四五六七八九十]{1,3}[日号]|份|底|初|中旬|上旬|下旬|末)"),
    ("date", r"(?<![0-9])(?:19|20)[0-9]{2}(?:[-/.](?:0?[1-9]|1[0-2])[-/.][0-3]?[0-9](?![0-9])|[-/.](?:0?[1-9]|1[0-2])(?=[）)，。；、至—-]|$))"),
    ("date", r"[0-9一二三四五六七八九]十?年代"),
    ("name", r"[一二三四五六七八九十两]{1,2}年(?=巩固率|毛入园率|毛入学率|义务教育|一贯制|制(?!定)|级(?!别))"),
    ("name", r"(?:第?[一二三四五六七八九十]{1,3}个)?(?:五|十|三|两|七|八|十五|二十)年(?:计划|规划|行动|攻坚|再)"),
    ("date", r"[一二三四1234]季度|[0-9一二三四五六七八九十]{1,2}月(?=同比|环比|当月)"),
    ("date", r"(?:19|20)[0-9]{2}(?=级|届|款|版)"),
    ("time", r"(?<![0-9:])[0-2]?[0-9]:[0-5][0-9](?::[0-5][0-9])?(?![0-9:.])"),
    ("time", r"(?:上午|下午|晚上|晚|早上|凌晨|中午)[0-9一二三四五六七八九十]{1,3}[点时]半?"),
    ("document-number", r"[〔\[(（【]\s?(?:19|20)[0-9]{2}\s?[〕\])）】]\s?(?:第)?[0-9]{1,5}(?:[-—、至][0-9]{1,5})?号"),
    ("document-number", r"[〔【](?:19|20)[0-9]{2}[〕】]"),
    ("telephone", r"(?<![0-9.,])(?:0[0-9]{2,3}[-—])?[0-9]{7,8}(?:[-—][0-9]{1,5})?(?![0-9.,亿万人元吨个所名平只头件斤户公千亩])"),
    ("telephone", r"(?<![0-9.,])1[3-9][0-9]{9}(?![0-9])"),
    ("footnote", r"\[[0-9]{1,3}\]"),
    ("name", r"(?<![0-9])[0-9]{1,12}(?:\.[0-9]{1,6})?\s?\+\s?(?:[0-9]{1,12}|[A-Za-z])|[A-Za-z]\s?\+\s?[0-9A-Za-z]{1,12}"),
    ("name", r"(?<![A-Za-z0-9])[A-Za-z]{1,12}[-–]?[0-9]{1,12}(?:[-–.][0-9]{1,12}){0,4}[A-Za-z]{0,12}"),
    ("name", r"(?<![0-9])[0-9]{1,12}[-–]?[A-HJ-LN-Z](?![A-Za-z])"),
    ("age", r"[0-9一二三四五六七八九十]{1,3}(?:周岁)?[-—–－~～至到][0-9一二三四五六七八九十]{1,3}(?:周)?岁"),
    ("name", r"[0-9一二三四五六七八九十]{1,3}[-—–－~～至到][0-9一二三四五六七八九十]{1,3}年级"),
    ("ordinal", rf"第[0-9{_HAN_DIGITS}百千万两]{{1,12}}(?:[-—–~～至、到][0-9{_HAN_DIGITS}百千万]{{1,12}})?"),
    ("ordinal", r"(?:前|后|头)[0-9一二三四五六七八九十百]{1,3}(?:名|位|强|十强)"),
    ("ordinal", rf"[{_HAN_DIGITS}]{{1,3}}届(?:[{_HAN_DIGITS}]{{1,2}}(?:次|中))?"),
    ("ordinal", r"[0-9一二三四五六七八九十]{1,4}(?:号|#)(?=楼|院|线|文件|令|公告|住宅|地块|门|机|井|台|车|库|仓|店)"),
    ("ordinal", r"(?<![0-9.])[0-9]{1,4}号(?![0-9])"),
    ("ordinal", r"[一二三四五六七八九十](?:是|则|要(?=[，：]))"),
    ("ordinal", r"其[一二三四五六七八九十](?=[，、：是])"),
    ("ordinal", r"[十]?[一二三四五六七八九十](?:五|四|三|二|一)?五(?=时期|规划|期间|”|计划|以来|末|收官|开局)"),
    ("name", r"[一二三四五六七八九十两双](?:方|面|级|道|环|区|县|镇|线|江|湖|山|中|小|高|院|附院|幼|校区|建|局|所有|有|化|关|降|减|升|增|就|讲|创|对(?!夫|双))(?=[^0-9])"),
)  # fmt: skip
# What each of them begins with stands first, so that most characters are passed by at once.
_MASK = re.compile(
    "(?=[0-9A-Za-z〇○零一二三四五六七八九十两双第其前后头上下晚早凌中〔\\[(（【])(?:"
    + "|".join(f"(?P<m{number}>{pattern})" for number, (_, pattern) in enumerate(_MASKS))
    + ")"
)
_LIST_NUMBER = re.compile(
    rf"^(?:[（(][0-9{_HAN_DIGITS}]{{1,3}}[）)]|[0-9]{{1,2}}(?:[.．、)）](?![0-9])|\.(?=[0-9]{{1,2}}[^0-9.%]))|[{_HAN_DIGITS}]{{1,3}}[、.．]|[①-⑳]|[0-9]{{1,2}}(?:\.[0-9]{{1,2}}){{1,3}}(?=[^0-9.%亿万元个人所]))"
)
_BRACKETED_NUMBER = re.compile(
    rf"[（(][0-9{_HAN_DIGITS}]{{1,2}}[）)]|(?<=[；。：])[0-9]{{1,2}}[、.](?![0-9])"
)
_QUOTED = re.compile("“[^”]{0,60}”|‘[^’]{0,60}’|《[^》]{0,80}》|〈[^〉]{0,80}〉")


@cache
def _not_figures() -> re.Pattern[str]:
    # 三分 is no figure, 三分之二 is one; 万一, 七一, 高三 within 三万一千, 五点七一, 提高三点九 are parts of a number
    before, after = rf"(?<![点{_HAN_DIGITS}百千万亿])", rf"(?!之[{_HAN_DIGITS}]|[点十百千万亿])"
    return re.compile(rf"{before}(?:{alternatives(words('not_figures'))}){after}")


class Masks:
    """The pieces of a clean text whose numerals are no figures, with the reason for each."""

    def __init__(self, text: str) -> None:
        found: list[tuple[int, int, str]] = []
        number = _LIST_NUMBER.match(text)
        if number:
            found.append((*number.span(), "list-number"))
        found += [(*match.span(), "list-number") for match in _BRACKETED_NUMBER.finditer(text)]
        for match in _MASK.finditer(text):
            found.append((*match.span(), _MASKS[int((match.lastgroup or "m0")[1:])][0]))
        found += [(*match.span(), "name") for match in _not_figures().finditer(text)]
        found += [(*match.span(), "quoted") for match in _QUOTED.finditer(text)]
        found.sort()
        self._found = found
        self._next = 0

    def reason(self, start: int, end: int) -> str:
        """Why the numeral is no figure; empty where nothing says so. Asked in the order of the text."""
        found = self._found
        while self._next < len(found) and found[self._next][1] <= start:
            self._next += 1
        for place in range(self._next, len(found)):
            begin, stop, why = found[place]
            if begin >= end:
                break
            if begin < end and start < stop:
                return why
        return ""
