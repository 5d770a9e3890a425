"""The folded text of a sentence → every number with a unit in it, as printed.

    "新增城镇就业近1.3万余人,增长5.1%"  →  [近1.3万余人: 1.3 万人 gt] [5.1%: 5.1 %]

A quantity is a shape, not yet a record: 120万吨 in 120万吨乙烯项目 is one too. What the numbers of a
report are *not* (dates, names, list counts) is decided in ``refuse``. Kinds: ``amount`` (7700亩),
``rank`` (第4, 首位), ``multiple`` (2.6倍, 翻一番), ``index`` (4.58, 1:9; no unit).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache
from typing import Literal, NamedTuple

from govreport.extract import numbers
from govreport.lexicon import alternation, load
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


class Quantity(NamedTuple):
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
    "以内": "le", "之内": "le", "内": "le", "以下": "le", "及以下": "le",
}  # fmt: skip

# Bounded, and never a part of a number: a line of digits must not cost its square.
NUM = r"(?>(?<!\d)\d{1,3}(?:,\d{3}){1,6}(?:\.\d{1,9})?(?![\d.])|(?<!\d)\d{1,16}(?:\.\d{1,9})?)"
_ONES = "一二两三四五六七八九十百千"
_HAN = rf"(?![百千零〇])(?:[{_ONES}]{{1,6}}亿)?[{_ONES}零〇]{{1,7}}(?:万[{_ONES}零〇]{{0,7}})?"
_MULT = r"(?:[十百千]?万亿|[十百千]?亿|[十百千]?万|千|百)"
# 突破千亿|大关, 达到百亿|,.
_CLOSES = r"(?=大关|关口|[新大]?台阶|[,;。、])"
_DASH = r"(?:-|--|—|——|–|~|~|〜|至|到)"


@cache
def units() -> dict[str, Unit]:
    return {
        e["surface"]: Unit(
            e["surface"],
            e["dimension"],
            *(
                e.get(flag, False)
                for flag in ("counter", "han_ok", "weak", "describes", "needs_multiplier")
            ),
        )
        for e in load("units")["unit"]
    }


@cache
def _alternation() -> str:
    """Every unit, longest first, each with what must not follow it: 家(?!庭|园), 项(?!目)."""
    traps = {e["surface"]: e.get("not_before", ()) for e in load("units")["unit"]}
    return alternation(
        {unit: f"(?!{'|'.join(map(re.escape, t))})" if t else "" for unit, t in traps.items()}
    )


@cache
def _per() -> str:
    return alternation({e["surface"]: "" for e in load("units")["per"]})


@cache
def _before() -> str:
    # 签约20万人, 附近3个村: the last letter of another word bounds nothing.
    return r"(?<![附邻临靠最远就逼])近|(?<![签集节公契制合特预大])约|(?<!不)超过?|" + "|".join(
        sorted(TOUCHING_BEFORE.keys() - {"近", "约", "超", "超过"}, key=len, reverse=True)
    )


@cache
def _amounts() -> re.Pattern[str]:
    """``超3400多万人次以上`` → before 超, num 3400, more 多, mult 万, unit 人次, after 以上.

    The lower end of a range (``low``) is only read where a dash comes soon: few numbers have one.
    """
    unit = rf"(?:{_alternation()})(?:[/／](?:{_per()})(?:[·•./](?:{_per()}))?|\((?:户|个|家|处|套|座|人|次)\))?"
    # 压缩至3个工作日内, but 50米内道路 is where it is.
    words = sorted(TOUCHING_AFTER, key=len, reverse=True)
    after = "|".join(r"(?<=[日天时钟])内(?![^,;。、])" if word == "内" else word for word in words)
    return re.compile(
        rf"""
        (?P<before>{_before()})?
        (?:
          (?:(?=[\d.,]{{0,40}}+[^\d.,;。、]{{0,40}}?{_DASH})(?P<low>{NUM}|{_HAN})(?P<lowmult>{_MULT})??(?P<lowunit>{unit})?{_DASH})?
          (?P<num>{NUM}|{_HAN})
          (?P<more>[余多来])?
          (?:(?P<mult>{_MULT})??(?P<more2>[余多来])?(?P<mult2>亿)?(?:个(?P<more5>[多余])百分点|(?P<unit>{unit}))|(?P<alone>{_MULT})(?P<more3>[余多])?(?![吨元亩级千瓦平立公]))
        | (?<![\d一二三四五六七八九十两数几.])(?P<bare>{_MULT})(?P<bareunit>{unit}|级|(?<=亿){_CLOSES})
        )
        (?P<more4>有?余|(?<=[年倍月])多)?
        (?P<after>{after})?
        """,
        re.VERBOSE,
    )


def bound(*words: str | None) -> tuple[Comparator, tuple[str, ...]]:
    """The comparator of the words that touch a number: ``(超, None, 多)`` → ``gt``.

    约 wins over 余 (约600余家 is approx); a word after the number wins over one before it.
    """
    said = tuple(filter(None, words))
    comparator: Comparator = "eq"
    for word in said:
        if word in TOUCHING_AFTER:
            return TOUCHING_AFTER[word], said
        if word in TOUCHING_BEFORE and comparator in ("eq", "gt"):
            comparator = TOUCHING_BEFORE[word]
        elif comparator == "eq" and word[-1] in "余多来强":
            comparator = "approx" if word == "来" else "gt"
    return comparator, said


def amounts(text: str) -> list[Quantity]:
    """Numbers with a unit or a multiplier, some of them overlapping."""
    split = _scan_split(text) if "千" in text else []
    return split + [q for m in _matches(text) if (q := _amount(m, text)) is not None]


@cache
def _numeral() -> re.Pattern[str]:
    """A numeral, or a piece of one, that a letter follows with which a unit can begin."""
    letters = {surface[0] for surface in units()}
    more = (
        "".join(map(re.escape, sorted(letters)))
        + r"\d.,一二两三四五六七八九十百千零〇万亿余多来级\-—–~〜至到"
    )
    # It begins with a class of letters: re skips all others at once, as it does for no alternation.
    return re.compile(rf"[\d一二两三四五六七八九十百千零〇万亿](?:(?<=\d)\d*)?(?=[{more}])")


@cache
def _touching() -> re.Pattern[str]:
    return re.compile(rf"(?:{_before()})$")


def _matches(text: str) -> Iterator[re.Match[str]]:
    """The matches of the pattern, which is tried only where a numeral stands: most letters are none."""
    pattern, touching, numerals = _amounts(), _touching(), _numeral()
    lasts = {word[-1] for word in TOUCHING_BEFORE}
    at = 0
    while numeral := numerals.search(text, at):
        start = numeral.start()
        m = None
        if text[start - 1 : start] in lasts and (
            word := touching.search(text, max(at, start - 3), start)
        ):
            m = pattern.match(text, word.start())
        m = m or pattern.match(text, start)
        if m:
            yield m
        at = m.end() if m else numeral.end()


def _scaled(numeral: str, scale: str) -> tuple[Decimal | None, str]:
    """A numeral and its multiplier, with the 万 that a Chinese numeral holds: 六百零八万吨 is 608 万吨.

    >>> _scaled("六百零八万", ""), _scaled("七亿七千", "万"), _scaled("3400", "万")
    ((Decimal('608'), '万'), (Decimal('77000'), '万'), (Decimal('3400'), '万'))
    """
    if numeral.endswith("万"):
        numeral, scale = numeral[:-1], "万" + scale
    hundreds, _, rest = numeral.partition("亿")
    if not rest or scale != "万":
        return numbers.value(numeral), scale
    return (numbers.value(hundreds) or 0) * Decimal(10_000) + (numbers.value(rest) or 0), scale


def _is_large(num: str, scale: str) -> bool:
    """三百五十五元, 一万亿元: what is measured in Chinese numerals is a figure where it is large; 百亿元
    and 五百亿元 are sizes of firms."""
    whole = num.endswith("万") and scale == "亿"
    return whole or (len(num) > 2 and any(c in "百千万亿" for c in num))


_SPANS = frozenset("年 月 日 天 周 季度 学年 学期".split())
_DENOMINATOR = re.compile(r"[/(]")
_GROUPS = tuple("before low num more mult more2 mult2 unit more5 alone more3 more4 after".split())


def _amount(m: re.Match[str], text: str) -> Quantity | None:
    before, low, num, more, mult, more2, mult2, name, more5, alone, more3, more4, after = m.group(
        *_GROUPS
    )
    if num is None:
        return _bare_amount(m)
    # 提高2个|多|百分点.
    name = "个百分点" if more5 else name
    unit = _unit(name) if name else None
    if name and unit is None:
        return None
    if unit and unit.needs_multiplier and not (mult or mult2):
        return None
    han = not num[0].isdigit()
    scale = (mult or "") + (mult2 or "")
    if han and not (unit and (unit.han_ok or (not unit.counter and _is_large(num, scale)))):
        return None
    most, scale = _scaled(num, scale)
    if most is None:
        return None
    least, low_scale = _scaled(low, m["lowmult"] or "") if low else (None, "")
    comparator, wording = bound(before, more, more2, more5, more3, more4, after)
    if least is not None and low_scale != scale and (low_scale or m["lowunit"]):
        # 3000元至2万元 is 3000 to 20000 元, 5000万至1亿元 5000 to 10000 万元.
        most = most * numbers.multiplier(scale) / numbers.multiplier(low_scale)
        scale = low_scale
    quantity = Quantity(
        m.start(), m.end(), m.start("low" if low else "num"), "amount",
        most if least is None else least, None if least is None else most,
        scale + _one_denominator(name or alone or ""),
        unit.dimension if unit else "count", unit.counter if unit else True,
        comparator, wording, han,
    )  # fmt: skip
    return _with_denominator(quantity, text) if name and "/" not in name else quantity


def _one_denominator(name: str) -> str:
    """610元/人/月 and 610元/月/人 are 610 元/人·月."""
    above, slash, below = name.partition("/")
    if "/" not in below:
        return name
    return above + slash + "·".join(sorted(below.split("/"), key=_SPANS.__contains__))


@lru_cache(maxsize=1024)
def _unit(name: str) -> Unit | None:
    """The unit without its denominator: 微克 of 微克/立方米."""
    return units().get(name) or units().get(_DENOMINATOR.split(name, 1)[0])


@cache
def _split() -> re.Pattern[str]:
    return re.compile(
        r"(?<![\d.])(?P<whole>\d+)(?:(?P<larger>亿)|万)(?P<part>\d)千(?P<more>[余多])?(?(larger)万)"
        rf"(?P<unit>{_alternation()})?"
    )


def _scan_split(text: str) -> list[Quantity]:
    """1亿3千多万 → 1.3 亿, 1万6千多户 → 1.6 万户: thousands after a larger multiplier are its tenths."""
    found = []
    for m in _split().finditer(text):
        unit = units().get(m["unit"] or "")
        comparator, wording = bound(m["more"])
        found.append(
            Quantity(m.start(), m.end(), m.start(), "amount",
                     Decimal(m["whole"]) + Decimal(m["part"]) / 10, None, (m["larger"] or "万") + (m["unit"] or ""),
                     unit.dimension if unit else "count", unit.counter if unit else True,
                     comparator, wording)
        )  # fmt: skip
    return found


_BOUNDED = re.compile(
    r"(?:超|超过|突破|接近|将近|近|逾|约|达到?|跨越|迈过|冲破|跻身|迈上|跨上|不足|不到)了?$"
)


def _bare_amount(m: re.Match[str]) -> Quantity | None:
    """A multiplier with no digit counts as one: 近万场 → 1 万场, 突破千亿大关 → 1 千亿; only where a
    word bounds it."""
    if not m["bareunit"] and m["before"] and m.string.startswith("、", m.end()):
        # 一批产值|超百亿|、超千亿的产业链: the size of a thing.
        return None
    if (
        not m["before"]
        and not m["after"]
        and not _BOUNDED.search(m.string, max(0, m.start() - 4), m.start())
    ):
        return None
    comparator, wording = bound(m["before"], m["more4"], m["after"])
    unit = units().get(m["bareunit"].partition("/")[0])
    dimension, counter = (unit.dimension, unit.counter) if unit else ("level", False)
    return Quantity(
        m.start(), m.end(), m.start("bare"), "amount", Decimal(1), None,
        m["bare"] + m["bareunit"], dimension, counter, comparator, wording,
    )  # fmt: skip


@cache
def _every() -> re.Pattern[str]:
    per = _per()
    deed = "发放|增发|补助|补贴|资助|提高|增加|增长|再?提高"
    return re.compile(rf"每(?P<a>{per})(?:每(?P<b>{per}))?(?:{deed})?$")


def _with_denominator(q: Quantity, text: str) -> Quantity:
    """每立方米48微克 → 48 微克/立方米: the denominator may stand before the number."""
    if "每" not in text:
        return q
    m = _every().search(text, max(0, q.start - 16), q.start)
    if m is None or q.counter or q.dimension in ("percent", "percentage_point", "permille"):
        return q
    unit = f"{q.unit}/{m['a']}" + (f"·{m['b']}" if m["b"] else "")
    return q._replace(unit=unit)
