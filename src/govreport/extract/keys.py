"""An indicator in the words of a report → the key that it has in every report.

    key_of("全市规上工业增加值", "growth", "percent")      → industrial_value_added_large
    key_of("城镇就业", "level", "persons", "新增")         → urban_new_jobs
    key_of("税收", "level", "money", "减免")               → None: not what was collected

A name is looked up whole in ``lexicon/indicators.toml`` once it is folded and stripped of what says
nothing (全市, 全年, quotes, 的). Where it is not there, or may be two things, there is no key.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import product

from govreport.lexicon import load
from govreport.text import fold

_IGNORED = re.compile(r"\[\d{1,2}\]|[\s“”\"'‘’「」『』《》〈〉()\[\]·的]")
# 年粮食产量, 全省地区生产总值, 年末全市常住人口
_LEAD = re.compile(
    r"^(?:(?:全年|年度|年末|年底|年内|年均|本年|当年|今年|每年|累计|年"
    r"|(?:全|我|本)(?:自治区|自治州|自治县|[省市区县州盟旗国镇乡域])|辖区内?|市域|县域|域内|区域)(?!均))+"
)
_TAIL = re.compile(r"(?:总量|总数|总额|总值|数量|数|预期目标|目标|指标|任务)$")
_GROWTH_TAIL = re.compile(
    r"(?:年均|同比|累计|预期)?(?:增速|[增涨降]幅|增长率|增长速度|增长|上涨|下降|降低)(?:幅度)?(?:预期)?(?:目标|指标)?$"
)
_BRANCHES = re.compile(r"\(([^()]*)\)")
_JOINS = re.compile(r"[、和及与并]|以及")


@dataclass(frozen=True, slots=True)
class Indicator:
    """One entry of the lexicon."""

    key: str
    name: str
    names: tuple[str, ...]
    """Every name that it is printed under, the canonical one first; ``action+noun`` for some."""
    label: str
    theme: str
    measure: str
    dimensions: tuple[str, ...]
    growth_names: tuple[str, ...]
    actions: frozenset[str]
    lower_is_better: bool
    """A target of it without a bounding word is a ceiling."""

    def allows(self, measure: str, dimension: str | None) -> bool:
        """Whether a figure of this kind can be one of this indicator."""
        if measure == "level":
            return not dimension or dimension in self.dimensions
        if measure == "change":
            # 增速高于全国0.4个百分点, 上升3个位次: the thing that is ahead keeps its key.
            return dimension in (*self.dimensions, "percentage_point", "rank")
        if measure == "growth":
            return dimension in ("percent", "permille", "percentage_point", None)
        return True


@cache
def indicators() -> tuple[Indicator, ...]:
    """The indicators of the lexicon, in its order."""
    groups = {group["name"]: frozenset(group["words"]) for group in load("indicators")["action"]}
    neutral = frozenset(load("indicators")["neutral"][0]["words"])
    return tuple(
        Indicator(
            key=e["key"],
            name=e["name"],
            names=(e["name"], *(n for a in e.get("aliases", ()) for n in expand(a))),
            label=e["label"],
            theme=e["theme"],
            measure=e["measure"],
            dimensions=tuple(e["dimensions"]),
            growth_names=tuple(e.get("growth_aliases", ())),
            actions=neutral.union(*(groups[name] for name in e.get("actions", ()))),
            lower_is_better=e.get("lower_is_better", False),
        )
        for e in load("indicators")["indicator"]
    )


def expand(alias: str) -> Iterator[str]:
    """Every name that an alias stands for.

    >>> list(expand("(人均|)生产总值"))
    ['人均生产总值', '生产总值']
    """
    pieces = _BRANCHES.split(alias)
    options = [p.split("|") if i % 2 else [p] for i, p in enumerate(pieces)]
    return ("".join(chosen) for chosen in product(*options))


@lru_cache(maxsize=4096)
def key_of(
    indicator: str, measure: str, dimension: str | None, action: str | None = None
) -> str | None:
    """The key of an indicator as a report prints it, or None.

    >>> key_of("常住人口城镇化率", "level", "percent"), key_of("城镇人口", "level", "persons")
    ('urbanisation', None)
    """
    for form in _forms(normal(indicator), measure, dimension):
        if form not in _nouns():
            continue
        found = {
            entry.key
            for entry in _candidates(form, measure, normal(action) if action else "")
            if entry.allows(measure, dimension)
        }
        if found:
            return found.pop() if len(found) == 1 else None
    return None


def holds_action(indicator: str, action: str) -> bool:
    """Whether the name of an indicator is made of a noun and this very action.

    >>> holds_action("城镇就业", "新增"), holds_action("高新技术企业", "新增")
    (True, False)
    """
    form = normal(indicator)
    return any((normal(action), noun) in _table() for noun in (form, _LEAD.sub("", form)))


def normal(name: str) -> str:
    """A name without what differs in print only: ``“四上”企业 （个）`` → ``四上企业个``."""
    return _IGNORED.sub("", fold(name)).upper()


def _forms(name: str, measure: str, dimension: str | None) -> Iterator[str]:
    """The name, then the name without what adds nothing at its ends."""
    bare = _LEAD.sub("", name)
    yield name
    yield bare
    if measure == "growth" or (measure == "level" and not dimension):
        # 居民收入增长与经济增长同步: what is in step is the income, said by its growth.
        bare = _GROWTH_TAIL.sub("", bare)
        yield bare
    yield _TAIL.sub("", bare)


def _candidates(form: str, measure: str, action: str) -> Iterator[Indicator]:
    table = _table()
    named = table.get((action, form), ())
    yield from named
    if action and not named:
        yield from (e for e in table.get(("", form), ()) if _made_of(action, e.actions))
    if measure == "growth":
        yield from _growing().get(form, ())


def _made_of(action: str, known: frozenset[str]) -> bool:
    """Whether an action is one of ``known`` or several of them: 新建和改造提升."""
    ends = {0}
    rest = _JOINS.sub("", action)
    for end in range(1, len(rest) + 1):
        if any(rest[start:end] in known for start in ends):
            ends.add(end)
    return len(rest) in ends


@cache
def _table() -> dict[tuple[str, str], tuple[Indicator, ...]]:
    """(action or "", normal name) → the indicators of that name."""
    table: dict[tuple[str, str], dict[str, Indicator]] = {}
    for entry in indicators():
        for name in entry.names:
            action, _, noun = name.rpartition("+")
            table.setdefault((normal(action), normal(noun)), {})[entry.key] = entry
    return {form: tuple(entries.values()) for form, entries in table.items()}


@cache
def _nouns() -> frozenset[str]:
    """Every name without its action; most things that reports count have none of them."""
    return frozenset(noun for _, noun in _table()) | frozenset(_growing())


@cache
def _growing() -> dict[str, tuple[Indicator, ...]]:
    table: dict[str, tuple[Indicator, ...]] = {}
    for entry in indicators():
        for name in entry.growth_names:
            table[normal(name)] = (*table.get(normal(name), ()), entry)
    return table
