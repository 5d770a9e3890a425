"""Turns the head of a report into the meeting it was given at, the day and the speaker.

    "——2024年1月10日在临河区第十八届人民代表大会第五次会议上"
        → 临河区第十八届人民代表大会第五次会议, 2024-01-10
    "临河区人民政府代区长 李 某" → 李某
    "2018年乌有市政府工作报告（2018年1月7日 高某某）" → 2018-01-07, 高某某

And the day on which the page was published, from its metadata or its own stamp.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from govreport.identify.dates import Date, dates
from govreport.identify.head import Head
from govreport.identify.regions import chain_before

_N = r"[〇零一二三四五六七八九十百\d]{1,4}"
# 在…第五次会议上, not 完成了县十五届人大三次会议确定的任务, which is an earlier one.
SESSION = re.compile(
    rf"第?{_N}届(?P<all>全国)?(?:人民代表大会|人大)第?{_N}次(?:全体)?会议"
    r"(?![^,。\n]{0,4}(?:确定|通过的|以来|提出|决议|批准|精神|要求|部署|目标|任务))"
)
_OFFICE = r"(?:总理|主席|[省市县区州盟旗镇乡]长|专员)"
_NAME = r"[一-龥]{2,4}|[一-龥]{1,8}(?:[·•][一-龥]{1,10}){1,3}"
# The name ends its line, or the salutation follows it on a report that is one line.
_SPEAKER = re.compile(rf"{_OFFICE}[:?]*\n?(?P<name>{_NAME})(?=$|\n|各位代表|[()作])", re.MULTILINE)
_SIGNED = re.compile(rf"(?<=[日月])(?P<name>{_NAME})\)")
# In some reports the name stands alone under the session.
_ALONE = re.compile(rf"会议上?[)）]?\n(?P<name>{_NAME})\n各位(?:代表|委员)")
_NOT_NAMES = re.compile(r"作|各位|代表|同志|政府|报告|会议|现在|我|的")
_STAMP = re.compile(r"发布|发表|时间|来源|日期|编辑|浏览|阅读|点击|http|版权|今天是|出处|电$")
_TITLED = re.compile(r"报告|会议|公报|规划|纲要")
_NEAR = 60
"""Characters between a date and the session it belongs to."""


@dataclass(frozen=True, slots=True)
class Delivery:
    meeting: str | None = None
    date: Date | None = None
    date_basis: str = ""
    speaker: str | None = None


def delivery(head: Head) -> Delivery:
    """Where, when and by whom the report was given; None where the head does not say."""
    text = head.joined
    title = head.labels.get("title", "")
    meeting = next(meetings(text), None) or next(meetings(title), None)
    date, basis = _date(text), "delivery"
    if date is None:
        date, basis = next(dates(title), None), "metadata"
    return Delivery(meeting, date, basis if date else "", _speaker(head))


def meetings(text: str) -> Iterator[str]:
    """Sessions of a people's congress named in ``text``, each with the place before it."""
    for match in SESSION.finditer(text):
        chain = chain_before(text, match.start(), short=False)
        place = "".join(chain) or text[max(0, match.start() - 1) : match.start()]
        yield (place if chain or place in tuple("省市县区州旗") else "") + match[0]


def _date(text: str) -> Date | None:
    """The date beside the session, else the first that stands alone on its line or in brackets."""
    lines = [line for line in text.split("\n") if not _STAMP.search(line)]
    for index, line in enumerate(lines):
        session = SESSION.search(line)
        if session is None:
            continue
        window = line[max(0, session.start() - _NEAR) : session.end() + _NEAR]
        for near in (window, *(x for x in lines[index + 1 : index + 4] if len(x) < 2 * _NEAR)):
            for date in dates(near):
                return date
    for line in lines:
        bare = line.strip("()—-―─*[]")
        for date in dates(bare):
            if date.start == 0 and len(bare) < _NEAR // 2:
                return date
    return None


def _speaker(head: Head) -> str | None:
    named = head.labels.get("speaker", "").replace(" ", "")
    for text in (head.joined, named):
        for match in _SPEAKER.finditer(text):
            if not _NOT_NAMES.search(match["name"]):
                return match["name"]
    if re.fullmatch(_NAME, named):
        return named
    for text in (head.labels.get("title", "").replace(" ", ""), head.joined):
        if signed := _SIGNED.search(text):
            return signed["name"]
    alone = _ALONE.search(head.joined)
    return alone["name"] if alone and not _NOT_NAMES.search(alone["name"]) else None


def published(head: Head) -> str | None:
    """The day the page was put on the web, as its metadata or its own stamp says."""
    lines = (line for line in head.page if not _TITLED.search(line))
    for value in (head.labels.get("published", ""), *lines):
        for date in dates(value):
            stamp = date.day is not None and (len(value) < _NEAR // 2 or _STAMP.search(value))
            if stamp:
                return str(date)
    return None
