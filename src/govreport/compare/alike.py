"""Two figures of two reports → how likely it is that they are of one thing, from 0 to 1.

    整治|背街小巷|12条   ↔  综合整治|背街里巷|9条           0.81
    新增|养老床位|200张  ↔  新增|托育机构|20个              0: another unit
    新增|高企|500家     ↔  |高企|2300家                   0: what is added and what there is

What can never be one thing is told first. Of the rest a logistic model says how likely they are:
nine signals, none of which knows a word, and their weights, which ``benchmarks/likeness.py`` fits
to the pairs that readers found in two reports of one place.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from math import exp, fsum, log
from typing import NamedTuple

from govreport.compare.amounts import conversion
from govreport.compare.names import kept_apart, part_of, within
from govreport.compare.sides import Agree, Pairs, Side, context
from govreport.compare.things import (
    Thing,
    adds,
    completed,
    ending_deed,
    kindred,
    opposed,
    said_of_each,
    same_deed,
)
from govreport.extract.words import words
from govreport.models import Record

_APART = 4.0
"""More than e to this between two sizes says no more than this."""
_RARE = 50
"""What is added to the number of figures before their share with a letter is taken, so that two
short lists of targets know letters that say nothing as well."""


class Signals(NamedTuple):
    """What two figures have in common."""

    letters: float
    """The share of letters that verb and name have in common, rare ones counting for more."""
    clause: float
    """The same of the clauses in which they stand."""
    around: float
    """How alike the words around the figures are, from 0 to 1."""
    sizes: float
    """How far apart their sizes are: the logarithm of one as a multiple of the other, up to 4."""
    sizeless: float
    """1 where one of them has no size: it is told in words."""
    unit: float
    """1 where they have one unit."""
    usual: float
    """The logarithm of how many figures in that unit the reports have, of the one that has fewer."""
    within: float
    """1 where one name has all the letters of the other, in order."""
    beside: float
    """How many of their neighbours are pairs: those before them, those after them."""


_BIAS = -7.31
_WEIGHTS = Signals(
    letters=8.31, clause=4.78, around=2.29, sizes=-2.26, sizeless=-1.41,
    unit=1.27, usual=-0.59, within=1.33, beside=1.43,
)  # fmt: skip


class Usage:
    """How often two reports use letters and units: what is rare in them tells things apart."""

    def __init__(self, old: Sequence[Side], new: Sequence[Side]) -> None:
        letters = Counter(letter for side in (*old, *new) for letter in side.letters)
        figures = len(old) + len(new) + _RARE
        self._unheard = log(figures)
        self._weights = {letter: log(figures / (n + 1)) for letter, n in letters.items()}
        self._units = [Counter(side.record.base_unit for side in sides) for sides in (old, new)]

    def weight(self, letters: Iterable[str]) -> float:
        """How much letters say, the more the fewer figures have them."""
        weights, unheard = self._weights, self._unheard
        # Exact in any order: that of a set is another in each run.
        return fsum(weights.get(letter, unheard) for letter in letters)

    def usual(self, a: Side, b: Side) -> float:
        """How common the units of two figures are."""
        old, new = self._units
        return log(1 + min(old[a.record.base_unit], new[b.record.base_unit]))


def comparable(a: Thing, b: Thing, *, wordless: bool = False) -> bool:
    """Whether figures of two things may stand side by side: one measure, dimension, deed, base."""
    return same_deed(a.action, b.action) and _one_kind(a, b, wordless=wordless)


def _one_kind(a: Thing, b: Thing, *, wordless: bool = False) -> bool:
    if a.key and b.key and a.key != b.key and not kindred(a.key, b.key):
        return False
    if wordless and "" in (a.measure, b.measure):
        return True
    return (a.measure, a.dimension, a.base) == (b.measure, b.dimension, b.base)


def similar(
    left: Sequence[Side],
    right: Sequence[Side],
    agree: Agree,
    paired: Pairs,
    usage: Usage,
    least: float,
) -> list[tuple[Side, Side, float]]:
    """Pairs of what is likely one thing, the likeliest first, each side once.

    ``paired`` are those found before; a pair that is found makes its neighbours likelier. None is
    less likely than ``least``.
    """
    enough = log(least / (1 - least))
    # Two neighbours that are found later may still make it enough.
    offers = {
        (i, j): said
        for i, a in enumerate(left)
        for j, b in enumerate(right)
        if agree(a, b)
        and may_be_one(a, b)
        and (said := evidence(signals(a, b, paired, usage))) >= enough - 2 * _WEIGHTS.beside
    }
    found: list[tuple[Side, Side, float]] = []
    while offers:
        (i, j), most = max(offers.items(), key=lambda offer: (offer[1], -offer[0][0], -offer[0][1]))
        if most < enough:
            break
        pair = left[i], right[j]
        found.append((*pair, min(0.99, round(likelihood(most), 2))))
        known = {pair[0].record.id: pair[1].record.id}
        offers = {
            at: said + _WEIGHTS.beside * beside(left[at[0]], right[at[1]], known)
            for at, said in offers.items()
            if at[0] != i and at[1] != j
        }
    return found


def beside(a: Side, b: Side, paired: Pairs) -> int:
    """How many of their neighbours are pairs: those before them, those after them."""
    return sum(
        x is not None and y is not None and paired.get(x) == y
        for x, y in zip(a.neighbours, b.neighbours, strict=True)
    )


def may_be_one(a: Side, b: Side) -> bool:
    """Whether nothing forbids that two figures are of one thing.

    The second figure of a sentence (增长15%,力争20%) is never what the first is.
    """
    x, y = a.thing, b.thing
    if (
        a.rank != b.rank
        or not _one_kind(x, y)
        or _other_units(a.record, b.record)
        or opposed(x.action, y.action)
    ):
        return False
    if not equal_numbers(a.record, b.record) and (_flow_and_stock(a, b) or _sum_and_part(a, b)):
        return False
    # Kindred keys are one in spite of their words: 城镇新增就业, 新增就业岗位.
    return bool(x.key and y.key) or not kept_apart(x.name, y.name)


def _sum_and_part(a: Side, b: Side) -> bool:
    """Whether one counts what the other counts with something else: 幼儿园, 公办中小学、幼儿园; a rate
    holds for each."""
    first, second = a.thing.name, b.thing.name
    return (part_of(first, second) and not said_of_each(b.record)) or (
        part_of(second, first) and not said_of_each(a.record)
    )


def _flow_and_stock(a: Side, b: Side) -> bool:
    """Whether one is added to what the other is: 新增高企500家, 高企达到2300家; but not
    新增中小企业20家, 中小企业认定25家, for the deed may be in the name, or be told by 完成 alone
    (新增营造林95万亩, 完成营造林100万亩; 退耕还林15万亩)."""
    if bool(a.thing.action) == bool(b.thing.action) or same_deed(a.thing.action, b.thing.action):
        return False
    done, there = (a, b) if a.thing.action else (b, a)
    verb = done.thing.action
    deed = words("nouns", "deed").ending(there.thing.name)
    if deed or ending_deed(there.thing.name, verb) or completed(there.record):
        return False
    return adds(verb) or (done.thing.key is not None and done.thing.key == there.thing.key)


def _other_units(a: Record, b: Record) -> bool:
    """Whether two numbers count different things: 90万人 and 3138个村."""
    return a.number is not None and b.number is not None and conversion(a, b) is None


def signals(a: Side, b: Side, paired: Pairs, usage: Usage) -> Signals:
    """What two figures have in common."""
    far = apart(a.record, b.record)
    names = a.thing.name, b.thing.name
    letters, clause = _shared(a.letters, b.letters, usage), _shared(a.clause, b.clause, usage)
    return Signals(
        letters=letters,
        clause=clause,
        around=context(a, b),
        sizes=far or 0.0,
        sizeless=far is None,
        unit=a.record.base_unit == b.record.base_unit,
        usual=usage.usual(a, b),
        within=within(*names) or within(*names[::-1]),
        beside=beside(a, b, paired),
    )


def evidence(found: Signals) -> float:
    """What the signals say for one thing, more than for two: the logarithm of the odds."""
    return _BIAS + sum(map(float.__mul__, map(float, found), _WEIGHTS))


def likelihood(said: float) -> float:
    """Odds, as their logarithm, as a share of 1."""
    return 1 / (1 + exp(-said))


def _shared(a: frozenset[str], b: frozenset[str], usage: Usage) -> float:
    """The share of letters that two sets have in common, by weight."""
    whole = usage.weight(a) + usage.weight(b)
    return 2 * usage.weight(a & b) / whole if whole else 0.0


def apart(a: Record, b: Record) -> float | None:
    """How far apart two sizes are, as a logarithm; None where there is none."""
    factor = conversion(b, a)
    if not a.number or not b.number or factor is None:
        return None
    times = abs(float(b.number * factor.numerator / factor.denominator / a.number))
    return min(_APART, abs(log(times)))


def equal_numbers(a: Record, b: Record) -> bool:
    """Whether two figures are one number, in one unit."""
    first, second = ((r.number, r.number_max, r.qualitative) for r in (a, b))
    return first == second and conversion(a, b) == 1
