"""What one report promised and the next reports → what became of each promise.

    2023: 国家高新技术企业达到240家     2024: 国家高新技术企业251家     met, +11 家
    2023: 实际利用外资1.2亿美元         2024: 实际利用外资增长8%        unclear: another measure
    2023: 新增公共停车泊位600个         2024: –                       not_reported

When a target is met is said in ``rules.KEPT``; how records find each other, in ``match``.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

import regex

from govreport.compare.judge import Judged, Verdict, judge
from govreport.compare.match import How, Pair, any_measure, match
from govreport.compare.names import members
from govreport.compare.things import parts, same_deed, thing
from govreport.models import Record

_LAST_YEAR = regex.compile(r"(?:\d{4}-)?(\d{4})")

_SURE = 0.6
"""How likely a target and a result must be of one thing: a verdict asks for more than a row of ``diff``."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one target."""

    verdict: Verdict
    indicator: str
    indicator_key: str | None
    old: Record
    new: Record | None = None
    gap: Decimal | None = None
    gap_unit: str | None = None
    match: How | None = None
    score: float | None = None
    due: bool = True
    """False where the target is for a time after the last that the newer report looks back on."""


@dataclass(frozen=True, slots=True)
class Score:
    """How many promises were kept; of those that are not due yet only the number counts."""

    kept: int
    missed: int
    unclear: int
    not_reported: int
    not_due: int

    @property
    def targets(self) -> int:
        """Targets that are due."""
        return self.kept + self.missed + self.unclear + self.not_reported


def track(old: Iterable[Record], new: Iterable[Record]) -> list[Outcome]:
    """What became of each target of ``old``, in its order; what it says twice is one target."""
    results = [r for r in new if r.status == "result"]
    until = _last_year(results)
    due: list[Record] = []
    later: list[Record] = []
    for record in old:
        if record.status == "target":
            (due if _due(record, until) else later).append(record)
    found = match(due, results, when=_same_period, least=_SURE)
    economy = _economy(results)
    rows = _outcomes(found.pairs, economy)
    others = {id(target): other for target, other in any_measure(found.old, results, _same_period)}
    told = {_promise(pair.old): pair for pair in found.pairs}
    for target in found.old:
        if (twin := told.get(_promise(target))) and _of_one_deed(target, twin.old):
            # Promised among the main targets, and once more in its own section.
            rows.append(_outcome(replace(twin, old=target), economy))
        elif by_parts := _by_parts(target, results):
            rows.append(_of_list(by_parts, economy))
        elif other := others.get(id(target)):
            how: How = "key" if target.indicator_key else "indicator"
            rows.append(_outcome(Pair(target, other, how, 1.0), economy, judged=False))
        else:
            rows.append(_untold(target))
    rows += [_untold(target, due=False) for target in later]
    return sorted(rows, key=lambda row: row.old.start)


def score(rows: Iterable[Outcome]) -> Score:
    """The last line of a track: kept 41 of 60."""
    count = Counter(row.verdict if row.due else "not_due" for row in rows)
    return Score(
        count["met"], count["missed"], count["unclear"], count["not_reported"], count["not_due"]
    )


def _economy(results: Iterable[Record]) -> dict[str, Record]:
    """By how much the economy is said to have grown, by period; the first that is said."""
    grown: dict[str, Record] = {}
    for r in results:
        if r.indicator_key == "gdp" and r.measure == "growth" and r.number is not None:
            grown.setdefault(_period(r), r)
    return grown


def _by_parts(target: Record, results: Sequence[Record]) -> list[Pair]:
    """城乡居民收入增长8.5%, reported as 城镇10.2% and 农村13.9%: a pair for each part, if all are told."""
    keys = frozenset() if members(target.indicator) else parts(target.indicator_key)
    measures = (target.measure, "growth") if target.number is None else (target.measure,)
    told: dict[str, Pair] = {}
    for r in results:
        fits = r.number is not None and r.measure in measures and _same_period(target, r)
        if fits and r.indicator_key in keys:
            told.setdefault(r.indicator_key, Pair(target, r, "key", 1.0))
    return list(told.values()) if len(told) == len(keys) else []


def _outcomes(pairs: Iterable[Pair], economy: Mapping[str, Record]) -> list[Outcome]:
    """One outcome for each target; a list (城镇和农村居民收入均增长7%) is kept where each member is."""
    of_target: dict[str, list[Pair]] = defaultdict(list)
    for pair in pairs:
        of_target[pair.old.id].append(pair)
    return [
        _outcome(told[0], economy) if len(told) == 1 else _of_list(told, economy)
        for told in of_target.values()
    ]


_WORST = ("missed", "unclear", "met")


def _of_list(told: Sequence[Pair], economy: Mapping[str, Record]) -> Outcome:
    """The outcome of the member that fared worst; each is judged as if the target were its own.

    What became of a whole is not said where one part kept it and another did not.
    """
    target = told[0].old
    rows = [_outcome(replace(pair, old=_as_of(target, pair.new)), economy) for pair in told]
    worst = min(rows, key=lambda row: _WORST.index(row.verdict))
    if not members(target.indicator) and len({row.verdict for row in rows}) > 1:
        worst = replace(worst, verdict="unclear", gap=None, gap_unit=None)
    return replace(
        worst, old=target, indicator=target.indicator, indicator_key=target.indicator_key
    )


def _as_of(target: Record, member: Record) -> Record:
    """The target as if it were of the one thing that a result is of."""
    return replace(target, indicator=member.indicator, indicator_key=member.indicator_key)


def _outcome(pair: Pair, economy: Mapping[str, Record], *, judged: bool = True) -> Outcome:
    verdict = Judged("unclear")
    if judged:
        verdict = judge(pair.old, pair.new, economy.get(_period(pair.new)))
    return Outcome(
        verdict=verdict.verdict,
        indicator=pair.old.indicator,
        indicator_key=pair.old.indicator_key,
        old=pair.old,
        new=pair.new,
        gap=verdict.gap,
        gap_unit=verdict.unit,
        match=pair.match,
        score=pair.score,
    )


def _promise(target: Record) -> Hashable:
    """What a target promises, but for the deed: equal where a report says it twice."""
    one = thing(target)
    figure = (target.number, target.number_max, target.qualitative)
    return one.key or one.name, one.measure, one.dimension, _period(target), figure


def _of_one_deed(a: Record, b: Record) -> bool:
    return same_deed(thing(a).action, thing(b).action)


def _untold(target: Record, *, due: bool = True) -> Outcome:
    return Outcome("not_reported", target.indicator, target.indicator_key, target, due=due)


def _period(record: Record) -> str:
    """When a figure holds; where it does not say, the year that its report is about."""
    if record.period is None and record.report_year is not None:
        return str(record.report_year - (record.status == "result"))
    return record.period or ""


def _same_period(target: Record, result: Record) -> bool:
    return _period(target) == _period(result)


def _last_year(results: Iterable[Record]) -> int:
    """The last year that a report looks back on."""
    ends = [m for r in results if (m := _LAST_YEAR.fullmatch(_period(r)))]
    return max((int(m[1]) for m in ends), default=0)


def _due(target: Record, until: int) -> bool:
    end = _LAST_YEAR.fullmatch(_period(target))
    return end is None or int(end[1]) <= until
