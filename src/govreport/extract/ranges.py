"""The words around a pair of numbers → whether they are the two ends of one change, and its base.

"PM2.5浓度由“十二五”末每立方米" + 71微克 + "降到" + 48微克
 → one level, 48, with the baseline 71 and the base “十二五”末
"""

from __future__ import annotations

import re

from govreport.extract.quantities import Quantity

_FROM = re.compile(r"(?:由|从)(?P<base>[^,;。]{0,24}?)$")
_REACHED = r"(?:到|至|为|成|[迈跃跨]上|跃居)了?(?:(?:(?:19|20)\d\d年|去年|上年)[末底]?的?|(?:现在|目前|如今|今天)的)?"
_TO = re.compile(rf"{_REACHED}(?:每.{{1,6}})?(?:约|近|超过?)?$")
# The same with a comma between, where little else may stand: 由1997年的19%,调整到2002年的15%.
_FROM_THEN = re.compile(
    r"(?:由|从)(?:[^,;。\d]{0,6}(?:(?:19|20)\d\d年|去年|上年|“.{3,4}”)[末底初期]*的?)?"
    r"(?:[人户]均|每.{1,4})?(?:\d[^,;。]{1,8}[、和])?$"
)
_TO_ONLY = re.compile(rf"(?:分别)?[^,;。\d]{{0,4}}{_REACHED}(?:每.{{1,6}})?(?:约|近|超过?)?")
_APART = 18
"""Letters between the two ends at most."""
_TIME = re.compile(
    r"(?:19|20)\d\d年(?:末|底|初)?|“?[十一二三四五]{2,3}五?”?(?:末|期末|初期?)|[上去]年|上年同期"
)


def is_range(left: str, between: str) -> bool:
    """Whether the words before two numbers and between them are 由…提高到…."""
    return (
        len(between) <= _APART
        and _TO.search(between) is not None
        and _FROM.search(left) is not None
    )


def goes_on(left: str, after: str) -> bool:
    """Whether what follows a comma is the other end: 由1997年的|19%|,调整到2002年的|15%.

    企业从北京引进|40家|,增加到|50家 is not one change: nothing but a time stands after its 从.
    """
    return _FROM_THEN.search(left) is not None and _TO_ONLY.fullmatch(after) is not None


def before_from(left: str) -> tuple[str, str | None]:
    """The words before 由 and the time its number is of.

    >>> before_from("浓度由“十二五”末每立方米"), before_from("失业率从")
    (('浓度', '“十二五”末'), ('失业率', None))
    """
    m = _FROM.search(left)
    if m is None:
        return left, None
    time = _TIME.search(m["base"])
    return left[: m.start()], time[0] if time else None


def in_unit_of(q: Quantity, first: Quantity) -> Quantity:
    """由每立方米71微克降到48微克: the second number is in the unit of the first."""
    if "/" in first.unit and first.unit.split("/")[0] == q.unit:
        return q._replace(unit=first.unit)
    return q
