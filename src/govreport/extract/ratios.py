"""Numbers that stand in relation to something → quantities: shares, multiples, ranks, indexes.

"百分之五" 5 %    "三分之二" 0.666667    "翻一番" multiple 1    "居全省第4位" rank 4    "1.8:1" index
"""

from __future__ import annotations

import re
from decimal import Decimal

from govreport.extract import numbers
from govreport.extract.quantities import NUM, Quantity, bound
from govreport.extract.ranges import before_from, is_range

_SHARES = re.compile(
    r"(?=[近超逾约百千\d一二两三四五六七八九十])"
    r"(?P<before>近|超过?|逾|约)?(?:(?P<percent>百分之|千分之)(?P<part>[一二两三四五六七八九十百零点]{1,8})"
    r"(?:(?:至(?:百分之|千分之)?|到)(?P<part2>[一二两三四五六七八九十百零点]{1,8}))?"
    r"|(?P<den>[二三四五六七八九十])分之(?P<numer>[一二两三四五六七八九])"
    r"|(?P<numer2>\d{1,2})/(?P<den2>\d{1,2})(?![\d/])"
    r"|(?P<halves>一半)(?![山是城江用生])"
    r"|(?P<tenths>\d(?:\.\d)?|[一二两三四五六七八九])成(?P<half>半)?(?![立为效功熟果本员交品长型套片都绩就分])"
    r")(?P<more>多|强(?=[,;。、)]|$))?(?P<after>左右|以上|以内|以下)?"
)
_RANKS = re.compile(
    r"第(?P<n>\d{1,3}|[一二三四五六七八九十]{1,3})(?:(?P<unit>位|名)|(?=[,;。、)”!:]|$|的[^,;。]|左右|和|且))"
    r"|前(?P<top>\d{1,3}|[一二两三四五六七八九十]{1,3})(?P<topunit>位|名|强|甲|列)?(?![\d个次届批期年季月天日三季轮%‰])"
    r"|(?P<first>(?<![放摆]在)首位(?!度|产业)|榜首|之首|第一位|第一名)"
)
_RANK_LEAD = re.compile(
    r"(?:居|列|排|位|跃升|跃升至|升至|上升到|上升至|提升至|提升到|提高到|保持|稳居|进入|跻身|名列|全国|全省|全市|全区|全县|全州|全盟|全球|世界|"
    r"省内|国内|省区|西部|中部|东部|东北|沿海|同类|城区|城市|区县|地市|省份|增速|增幅|总量|均|数|分别|连续\w{1,2}年)"
    r"[^,;。、\d]{0,10}$"
)
_MULTIPLES = re.compile(
    rf"翻(?P<half>了?(?:近|约)?)(?P<n>[一二两三四五六七八九]|\d(?:\.\d+)?)?番(?P<after>以上|左右)?"
    rf"|(?P<before>近|超过?|约|逾)?(?P<num>{NUM}|[一二两三四五六七八九十]{{1,3}})(?P<more>[余多])?倍(?P<more2>多)?(?P<after2>以上|左右)?"
)
_INDEXES = re.compile(
    r"(?P<before>近|超过?|约|逾)?(?:(?P<a>\d+(?:\.\d+)?)[::∶比](?P<b>\d+(?:\.\d+)?)(?:[::∶比](?P<c>\d+(?:\.\d+)?))?(?![::∶\d])|(?P<num>\d+(?:\.\d+)?)(?![\d.a-zA-Z%年月日号]))"
    r"(?P<after>左右|以上|以内|以下)?"
)
_INDEX_NAME = re.compile(
    r"(?:指数|系数|倍差|收入比|之比|得分|评分|总分|比例|配比)(?:预计|已|约|为|是|达到?|保持在|稳定在|控制在|提高到|提升[至到]|上升[至到]|下降[至到]|降[至到]|缩小[至到]|升至|突破|超过|由|从|[,:]){0,2}$"
)
_INDEX_WORD = re.compile(r"指数|系数|倍差|比|[得评总]分|结构")
_RATIO_NAME = re.compile(
    r"(?:比|系数|比例|结构)[^,;。\d]{0,12}(?:\d[\d.::∶]*(?:调整|优化|转变|变化|演变)[为到至成])?$"
)


def shares(text: str) -> list[Quantity]:
    """百分之五 → 5 %, 三成 → 3 成, 三分之二 → 0.666667."""
    found: list[Quantity] = []
    if not ("分之" in text or "成" in text or "/" in text or "一半" in text):
        return found
    for m in _SHARES.finditer(text):
        comparator, wording = bound(m["before"], m["more"], m["after"])
        amount: Decimal | None
        most = None
        if m["percent"]:
            amount, unit = numbers.value(m["part"]), "%" if m["percent"] == "百分之" else "‰"
            most = numbers.value(m["part2"]) if m["part2"] else None
        elif m["halves"]:
            amount, unit = Decimal("0.5"), ""
        elif m["tenths"]:
            amount, unit = numbers.value(m["tenths"]), "成"
            if amount is not None and m["half"]:
                amount += Decimal("0.5")
        else:
            over = numbers.value(m["numer"] or m["numer2"])
            under = numbers.value(m["den"] or m["den2"])
            if over is None or not under or over >= under:
                continue
            amount, unit = (over / under).quantize(Decimal("0.000001")), ""
        if amount is not None:
            found.append(
                Quantity(m.start(), m.end(), m.start(), "amount", amount, most, unit,
                         {"%": "percent", "‰": "permille"}.get(unit, "ratio"), False,
                         comparator, wording)
            )  # fmt: skip
    return found


def ranks(text: str) -> list[Quantity]:
    found: list[Quantity] = []
    if not ("第" in text or "前" in text or "首" in text):
        return found
    for m in _RANKS.finditer(text):
        # 居全市第1位、第3位: the second needs no lead of its own.
        listed = bool(found) and text[found[-1].end : m.start()] in ("、", "和", "及")
        if not listed and not _RANK_LEAD.search(text, max(0, m.start() - 16), m.start()):
            continue
        top = m["top"] is not None
        n = Decimal(1) if m["first"] else numbers.value(m["top"] or m["n"])
        if n is None or (top and m["topunit"] == "列"):
            continue
        wording = (m[0],) if top else ()
        found.append(
            Quantity(m.start(), m.end(), m.start(), "rank", n, None, "位", "rank", False,
                     "le" if top else "eq", wording)
        )  # fmt: skip
    return found


def multiples(text: str) -> list[Quantity]:
    found: list[Quantity] = []
    if not ("倍" in text or "番" in text):
        return found
    for m in _MULTIPLES.finditer(text):
        if m["num"]:
            comparator, wording = bound(m["before"], m["more"], m["more2"], m["after2"])
            value, unit = numbers.value(m["num"]), "倍"
        else:
            comparator, wording = bound((m["half"] or "").lstrip("了") or None, m["after"])
            value, unit = numbers.value(m["n"] or "一"), "番"
        found.append(
            Quantity(m.start(), m.end(), m.start(), "multiple", value, None, unit, "multiple",
                     False, comparator, wording)
        )  # fmt: skip
    return found


def indexes(text: str) -> list[Quantity]:
    """A number with no unit is one only where an index, a coefficient or a ratio is named."""
    found: list[Quantity] = []
    if _INDEX_WORD.search(text) is None:
        return found
    for m in _INDEXES.finditer(text):
        name = _RATIO_NAME if m["a"] else _INDEX_NAME
        if not (_is_named(name, text, m.start()) or _is_reached(found, text, m.start())):
            continue
        comparator, wording = bound(m["before"], m["after"])
        if m["a"]:
            a, b = Decimal(m["a"]), Decimal(m["b"])
            value = b if a == 1 and not m["c"] else a
        else:
            value = Decimal(m["num"])
        found.append(
            Quantity(m.start(), m.end(), m.start(), "index", value, None, "", "index", False,
                     comparator, wording)
        )  # fmt: skip
    return found


def _is_named(name: re.Pattern[str], text: str, at: int) -> bool:
    """收入比缩小至|2.52:1, 指数由2015年的|6.44: a name before the number, or before 由 and a time."""
    left = text[max(0, at - 40) : at]
    before, time = before_from(left)
    return bool(name.search(left) or (time and name.search(before)))


def _is_reached(found: list[Quantity], text: str, at: int) -> bool:
    """由2.9:1缩小至|2.52:1, 由2015年的6.44下降至2020年的|5.91: where an index before it went."""
    return bool(found) and is_range(text[: found[-1].start], text[found[-1].end : at])
