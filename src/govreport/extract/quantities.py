"""The folded text of a sentence → every number with a unit in it, as printed.

    "新增城镇就业近1.3万余人,增长5.1%"  →  [近1.3万余人: 1.3 万人 gt] [5.1%: 5.1 %]

A quantity is a shape, not yet a record: 120万吨 in 120万吨乙烯项目 is one too. What the numbers of a
report are *not* (dates, names, list counts) is decided in ``refuse``. Kinds: ``amount`` (7700亩),
``rank`` (第4, 首位), ``multiple`` (2.6倍, 翻一番), ``index`` (4.58, 1:9; no unit).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from typing import Literal

import regex

from govreport.extract import numbers
from govreport.lexicon import load
from govreport.models import Comparator

Kind = Literal["amount", "rank", "multiple", "index"]


@dataclass(frozen=True, slots=True)
class Unit:
    surface: str
    dimension: str
    counter: bool
    """Counts things that a noun must name (个, 家), rather than measuring them (亿元, 公里)."""
    han_ok: bool
    """A Chinese numeral before it may be a quantity: 六条, but not 一手."""
    weak: bool
    """As often the article of a list or a slogan as a count: 两批清单."""
    describes: bool
    """Sizes a thing that has another figure: 110千伏变电站3座."""
    needs_multiplier: bool
    """3.8万G is bandwidth, 5G is a name."""


@dataclass(frozen=True, slots=True)
class Quantity:
    start: int
    end: int
    """Span in the sentence, with the bounding words that touch it: 超7000万元, 3%左右."""
    number_start: int
    kind: Kind
    value: Decimal | None
    value_max: Decimal | None
    unit: str
    dimension: str
    counter: bool
    comparator: Comparator = "eq"
    wording: tuple[str, ...] = ()
    han: bool = False
    """Written with a Chinese numeral (六条); far more often a slogan than 6条 is."""


TOUCHING_BEFORE: dict[str, Comparator] = {
    "近": "lt", "将近": "lt", "接近": "lt", "不足": "lt", "不到": "lt",
    "超": "gt", "超过": "gt", "逾": "gt", "约": "approx", "大约": "approx",
}  # fmt: skip
TOUCHING_AFTER: dict[str, Comparator] = {
    "左右": "approx", "上下": "approx",
    "以上": "ge", "及以上": "ge", "之上": "ge",
    "以内": "le", "之内": "le", "以下": "le", "及以下": "le",
}  # fmt: skip

_NUM = r"(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?(?![\d.])|\d+(?:\.\d+)?)"
_HAN = r"(?![百千零〇])[一二两三四五六七八九十百千零〇]{1,7}(?:万[一二两三四五六七八九十百千零〇]{0,7})?"
_MULT = r"(?:[十百千]?万亿|[十百千]?亿|[十百千]?万|千|百)"
_DASH = r"(?:-|--|—|——|–|~|~|〜|至|到)"


@cache
def units() -> dict[str, Unit]:
    return {
        e["surface"]: Unit(
            e["surface"],
            e["dimension"],
            *(e.get(flag, False) for flag in ("counter", "han_ok", "weak", "describes")),
            e.get("needs_multiplier", False),
        )
        for e in load("units")["unit"]
    }


@cache
def _alternation() -> str:
    """Every unit, longest first, each with what must not follow it: 家(?!庭|园), 项(?!目)."""
    parts = []
    for entry in sorted(load("units")["unit"], key=lambda e: (-len(e["surface"]), e["surface"])):
        traps = "|".join(regex.escape(word) for word in entry.get("not_before", ()))
        parts.append(regex.escape(entry["surface"]) + (f"(?!{traps})" if traps else ""))
    return "|".join(parts)


@cache
def _per() -> str:
    names = sorted((e["surface"] for e in load("units")["per"]), key=lambda s: (-len(s), s))
    return "|".join(regex.escape(name) for name in names)


@cache
def _amounts() -> regex.Pattern[str]:
    """``超3400多万人次以上`` → before 超, num 3400, more 多, mult 万, unit 人次, after 以上."""
    unit = rf"(?:{_alternation()})(?:[/／](?:{_per()})(?:[·•.](?:{_per()}))?|\((?:户|个|家|处|套|座|人)\))?"
    # 签约20万人, 附近3个村: the last letter of another word bounds nothing.
    before = r"(?<![附邻临靠最远就])近|(?<![签集节公契制合特预大])约|(?<!不)超过?|" + "|".join(
        sorted(TOUCHING_BEFORE.keys() - {"近", "约", "超", "超过"}, key=len, reverse=True)
    )
    after = "|".join(sorted(TOUCHING_AFTER, key=len, reverse=True))
    return regex.compile(
        rf"""
        (?P<before>{before})?
        (?:
          (?:(?P<low>{_NUM}|{_HAN})(?P<lowmult>{_MULT})??(?P<lowunit>{unit})?{_DASH})?
          (?P<num>{_NUM}|{_HAN})
          (?P<more>[余多来])?
          (?:(?P<mult>{_MULT})??(?P<more2>[余多来])?(?P<mult2>亿)?(?P<unit>{unit})|(?P<alone>{_MULT})(?P<more3>[余多])?(?![吨元亩级千瓦平立公]))
        | (?<![\d一二三四五六七八九十两数几.])(?P<bare>{_MULT})(?P<bareunit>{unit}|级)
        )
        (?P<more4>有?余|(?<=[年倍月])多)?
        (?P<after>{after})?
        """,
        regex.VERBOSE,
    )


_SHARES = regex.compile(
    r"(?P<before>近|超过?|逾|约)?(?:(?P<percent>百分之|千分之)(?P<part>[一二两三四五六七八九十百零点]{1,8})"
    r"(?:(?:至(?:百分之|千分之)?|到)(?P<part2>[一二两三四五六七八九十百零点]{1,8}))?"
    r"|(?P<den>[二三四五六七八九十])分之(?P<numer>[一二两三四五六七八九])"
    r"|(?P<numer2>\d{1,2})/(?P<den2>\d{1,2})(?![\d/])"
    r"|(?P<tenths>\d(?:\.\d)?|[一二两三四五六七八九])成(?P<half>半)?(?![立为效功熟果本员交品长型套片都绩就分])"
    r")(?P<more>多)?(?P<after>左右|以上|以内|以下)?"
)
_RANKS = regex.compile(
    r"第(?P<n>\d{1,3}|[一二三四五六七八九十]{1,3})(?:(?P<unit>位|名)|(?=[,;。、)”!:]|$|的[^,;。]|左右|和|且))"
    r"|前(?P<top>\d{1,3}|[一二两三四五六七八九十]{1,3})(?P<topunit>位|名|强|甲|列)?(?![\d个次届批期年季月天日三季轮])"
    r"|(?P<first>首位(?!度|产业)|榜首|之首|第一位|第一名)"
)
_RANK_LEAD = regex.compile(
    r"(?:居|列|排|位|跃升|跃升至|升至|上升到|上升至|提升至|提升到|提高到|保持|稳居|进入|跻身|名列|全国|全省|全市|全区|全县|全州|全盟|全球|世界|"
    r"省内|国内|省区|西部|中部|东部|东北|沿海|同类|城区|城市|区县|地市|省份|增速|增幅|总量|均|数|分别|连续\w{1,2}年)"
    r"[^,;。、\d]{0,10}$"
)
_MULTIPLES = regex.compile(
    rf"翻(?P<half>了?(?:近|约)?)(?P<n>一|两|二|三|\d(?:\.\d+)?)?番(?P<after>以上|左右)?"
    rf"|(?P<before>近|超过?|约|逾)?(?P<num>{_NUM}|[一二两三四五六七八九十]{{1,3}})(?P<more>[余多])?倍(?P<more2>多)?(?P<after2>以上|左右)?"
)
_INDEXES = regex.compile(
    r"(?P<before>近|超过?|约|逾)?(?:(?P<a>\d+(?:\.\d+)?)[::∶比](?P<b>\d+(?:\.\d+)?)(?:[::∶比](?P<c>\d+(?:\.\d+)?))?(?![::∶\d])|(?P<num>\d+(?:\.\d+)?)(?![\d.a-zA-Z%年月日号]))"
    r"(?P<after>左右|以上|以内|以下)?"
)
_INDEX_NAME = regex.compile(
    r"(?:指数|系数|收入比|之比|得分|评分|总分|比例|配比)(?:预计|已|约|为|是|达到?|保持在|稳定在|控制在|提高到|提升[至到]|上升[至到]|下降[至到]|降[至到]|缩小[至到]|升至|突破|超过|由|[,:]){0,2}$"
)
_RATIO_NAME = regex.compile(r"(?:比|系数|比例|结构)[^,;。\d]{0,12}(?:\d[\d.::∶]*(?:调整|优化|转变|变化|演变)[为到至成])?$")


def scan(text: str) -> list[Quantity]:
    """Every quantity of a folded sentence, in order, none overlapping."""
    found = [
        *_scan_shares(text), *_scan_multiples(text), *_scan_amounts(text), *_scan_split(text),
        *_scan_ranks(text),
    ]  # fmt: skip
    kept = _longest_first(found)
    kept = _longest_first(kept + [q for q in _scan_indexes(text) if not _touches(q, kept)])
    return _with_shared_units(
        text, _longest_first(kept + [p for q in kept for p in _unitless(text, q)])
    )


def _with_shared_units(text: str, found: list[Quantity]) -> list[Quantity]:
    """1.28万亿、1.18万亿、8200亿元: 元 stands once, at the end."""
    for i in range(len(found) - 2, -1, -1):
        q, after = found[i], found[i + 1]
        joined = text[q.end : after.start] in ("、", "和", "与")
        if q.unit == "个" and after.unit == "个百分点" and joined:
            found[i] = replace(q, unit=after.unit, dimension=after.dimension, counter=False)
        if q.unit and not q.unit.strip("十百千万亿") and after.dimension == "money" and text[
            q.end : after.start
        ] in ("、", "和", "与", ""):
            found[i] = replace(q, unit=q.unit + after.unit.lstrip("十百千万亿"), dimension="money", counter=False)
    return found


_LISTED = regex.compile(r"(?:(?<![\d.])\d+(?:\.\d+)?[、和])+$")


def _unitless(text: str, q: Quantity) -> list[Quantity]:
    """分别提高4.3、2.2个百分点: the numbers before the last of a list share its unit."""
    m = _LISTED.search(text, max(0, q.start - 40), q.start)
    if q.kind != "amount" or m is None or "分别" not in text[max(0, m.start() - 30) : m.start()]:
        return []
    return [
        replace(q, start=n.start(), end=n.end(), number_start=n.start(), value=Decimal(n[0]),
                value_max=None, comparator="eq", wording=())
        for n in regex.finditer(r"\d+(?:\.\d+)?", text, pos=m.start(), endpos=m.end())
    ]  # fmt: skip


def _longest_first(found: list[Quantity]) -> list[Quantity]:
    kept: list[Quantity] = []
    for q in sorted(found, key=lambda q: (q.start, -(q.end - q.start))):
        if not kept or q.start >= kept[-1].end:
            kept.append(q)
    return kept


def _touches(q: Quantity, others: list[Quantity]) -> bool:
    return any(q.start < o.end and o.start < q.end for o in others)


def _bound(*words: str | None) -> tuple[Comparator, tuple[str, ...]]:
    """The comparator of the words that touch a number: ``(超, None, 多)`` → ``gt``.

    约 wins over 余 (约600余家 is approx); a word after the number wins over one before it.
    """
    said = tuple(w for w in words if w)
    comparator: Comparator = "eq"
    for word in said:
        if word in TOUCHING_AFTER:
            return TOUCHING_AFTER[word], said
        if word in TOUCHING_BEFORE and comparator in ("eq", "gt"):
            comparator = TOUCHING_BEFORE[word]
        elif comparator == "eq" and word[-1] in "余多来":
            comparator = "approx" if word == "来" else "gt"
    return comparator, said


def _scan_amounts(text: str) -> list[Quantity]:
    return [q for m in _amounts().finditer(text) if (q := _amount(m, text)) is not None]


def _amount(m: regex.Match[str], text: str) -> Quantity | None:
    if m["bare"]:
        return _bare_amount(m)
    unit = units().get(regex.split(r"[/(]", m["unit"] or "")[0])
    if m["unit"] and unit is None:
        return None
    if unit and unit.needs_multiplier and not m["mult"]:
        return None
    han = not m["num"][0].isdigit()
    if han and not (unit.han_ok if unit else False):
        return None
    low, high = (numbers.value(m["low"]) if m["low"] else None), numbers.value(m["num"])
    if high is None:
        return None
    comparator, wording = _bound(
        m["before"], m["more"], m["more2"], m["more3"], m["more4"], m["after"]
    )
    surface = (m["mult"] or "") + (m["mult2"] or "") + (m["unit"] or m["alone"] or "")
    quantity = Quantity(
        m.start(), m.end(), m.start("low") if m["low"] else m.start("num"), "amount",
        high if low is None else low, None if low is None else high,
        surface, unit.dimension if unit else "count", unit.counter if unit else True,
        comparator, wording, han,
    )  # fmt: skip
    return _with_denominator(quantity, text) if m["unit"] and "/" not in m["unit"] else quantity


@cache
def _split() -> regex.Pattern[str]:
    return regex.compile(
        r"(?<![\d.])(?P<whole>\d+)(?:(?P<mult>亿)(?P<part>\d)千(?P<more>[余多])?万"
        rf"|(?P<mult>万)(?P<part>\d)千(?P<more>[余多])?)(?P<unit>{_alternation()})?"
    )


def _scan_split(text: str) -> list[Quantity]:
    """1亿3千多万 → 1.3 亿, 1万6千多户 → 1.6 万户: thousands after a larger multiplier are its tenths."""
    found = []
    for m in _split().finditer(text):
        unit = units().get(m["unit"] or "")
        comparator, wording = _bound(m["more"])
        found.append(
            Quantity(m.start(), m.end(), m.start(), "amount",
                     Decimal(m["whole"]) + Decimal(m["part"]) / 10, None, m["mult"] + (m["unit"] or ""),
                     unit.dimension if unit else "count", unit.counter if unit else True,
                     comparator, wording)
        )  # fmt: skip
    return found


_BOUNDED = regex.compile(r"(?:超|超过|突破|接近|将近|近|逾|约|达到?|跨越|迈过|冲破|跻身|迈上|跨上|不足|不到)了?$")


def _bare_amount(m: regex.Match[str]) -> Quantity | None:
    """A multiplier with no digit counts as one: 近万场 → 1 万场; only where a word bounds it."""
    if not m["before"] and not m["after"] and not _BOUNDED.search(m.string, max(0, m.start() - 4), m.start()):
        return None
    comparator, wording = _bound(m["before"], m["more4"], m["after"])
    unit = units().get(m["bareunit"].partition("/")[0])
    dimension, counter = (unit.dimension, unit.counter) if unit else ("level", False)
    return Quantity(
        m.start(), m.end(), m.start("bare"), "amount", Decimal(1), None,
        m["bare"] + m["bareunit"], dimension, counter, comparator, wording,
    )  # fmt: skip


@cache
def _every() -> regex.Pattern[str]:
    per = _per()
    deed = "发放|补助|补贴|提高|增加|增长|再?提高"
    return regex.compile(rf"每(?P<a>{per})(?:每(?P<b>{per}))?(?:{deed})?$")


def _with_denominator(q: Quantity, text: str) -> Quantity:
    """每立方米48微克 → 48 微克/立方米: the denominator may stand before the number."""
    m = _every().search(text, max(0, q.start - 16), q.start)
    if m is None or q.counter or q.dimension in ("percent", "percentage_point", "permille"):
        return q
    unit = f"{q.unit}/{m['a']}" + (f"·{m['b']}" if m["b"] else "")
    return replace(q, unit=unit)


def _scan_shares(text: str) -> list[Quantity]:
    """百分之五 → 5 %, 三成 → 3 成, 三分之二 → 0.666667."""
    found = []
    for m in _SHARES.finditer(text):
        comparator, wording = _bound(m["before"], m["more"], m["after"])
        amount: Decimal | None
        most = None
        if m["percent"]:
            amount, unit = numbers.value(m["part"]), "%" if m["percent"] == "百分之" else "‰"
            most = numbers.value(m["part2"]) if m["part2"] else None
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


def _scan_ranks(text: str) -> list[Quantity]:
    found = []
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


def _scan_multiples(text: str) -> list[Quantity]:
    found = []
    for m in _MULTIPLES.finditer(text):
        if m["num"]:
            comparator, wording = _bound(m["before"], m["more"], m["more2"], m["after2"])
            value, unit = numbers.value(m["num"]), "倍"
        else:
            comparator, wording = _bound((m["half"] or "").lstrip("了") or None, m["after"])
            value, unit = numbers.value(m["n"] or "一"), "番"
        found.append(
            Quantity(m.start(), m.end(), m.start(), "multiple", value, None, unit, "multiple",
                     False, comparator, wording)
        )  # fmt: skip
    return found


def _scan_indexes(text: str) -> list[Quantity]:
    """A number with no unit is one only where an index, a coefficient or a ratio is named."""
    found = []
    for m in _INDEXES.finditer(text):
        name = _RATIO_NAME if m["a"] else _INDEX_NAME
        if name.search(text, max(0, m.start() - 40), m.start()) is None:
            continue
        comparator, wording = _bound(m["before"], m["after"])
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
