"""The styles and numberings of a Word document → what they add to a paragraph.

    style "heading 2", or outline level 1      → level 2
    numbered by "%1、" in chineseCounting       → number "三、" before the third such paragraph
    style "toc 1"                              → contents: an entry of the table of contents

Word writes the number of an automatic list nowhere in the text, and headings are often numbered so.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from govreport.read.office import Element, child, local, value

_HEADING = re.compile(r"(?:heading|标题)\s*([1-9])", re.IGNORECASE)
_CONTENTS = re.compile(r"(?:toc|目录)\s*\d", re.IGNORECASE)
_DEEPEST = 9
_CN = "〇一二三四五六七八九"
_ROMAN = ((100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"))


@dataclass(frozen=True, slots=True)
class Style:
    """What the style of a paragraph says of it."""

    level: int = 0
    """Of a heading, from 1; 0 is running text."""
    number: str = ""
    """The number that Word shows before it."""
    contents: bool = False


@dataclass(slots=True)
class _Level:
    """One level of a numbering."""

    start: int = 1
    format: str = "decimal"
    text: str = ""


class Styles:
    """Answers what the properties of each paragraph mean, in the order of the document."""

    def __init__(self, styles: Element | None, numbering: Element | None) -> None:
        self._styles = {value(style, "styleId") or "": style for style in _all(styles)}
        self._lists, self._levels = _numberings(numbering)
        self._counts: dict[str, list[int | None]] = {}

    def of(self, about: Element | None) -> Style:
        """The style of the next paragraph, from its properties."""
        level, contents = 0, False
        numbered = child(about, "numPr")
        outline = value(child(about, "outlineLvl"))
        at = value(child(about, "pStyle"))
        for _ in range(_DEEPEST):  # a style may be based on itself
            style = self._styles.get(at or "")
            if style is None:
                break
            name = value(child(style, "name")) or ""
            heading = _HEADING.fullmatch(name)
            level = level or (int(heading[1]) if heading else 0)
            contents = contents or _CONTENTS.match(name) is not None
            inner = child(style, "pPr")
            numbered = child(inner, "numPr") if numbered is None else numbered
            outline = outline or value(child(inner, "outlineLvl"))
            at = value(child(style, "basedOn"))
        if not level and outline and outline.isdecimal() and int(outline) < 6:
            level = int(outline) + 1
        return Style(min(level, 6), self._number(numbered), contents)

    def _number(self, numbered: Element | None) -> str:
        """Count the paragraph in its list, and say its number."""
        list_id = value(child(numbered, "numId")) or ""
        at = value(child(numbered, "ilvl")) or "0"
        levels = self._levels.get(self._lists.get(list_id, ""))
        depth = int(at) if at.isdecimal() else 0
        if levels is None or depth >= len(levels):
            return ""
        counts = self._counts.setdefault(self._lists[list_id], [None] * len(levels))
        own = counts[depth]
        counts[depth] = levels[depth].start if own is None else own + 1
        counts[depth + 1 :] = [None] * (len(levels) - depth - 1)
        if levels[depth].format in ("bullet", "none"):
            return ""

        def shown(match: re.Match[str]) -> str:
            index = int(match[1]) - 1
            if index >= len(levels):
                return ""
            count = counts[index]
            number = levels[index].start if count is None else count
            return _FORMATS.get(levels[index].format, str)(number)

        return re.sub(r"%([1-9])", shown, levels[depth].text)


def _all(styles: Element | None) -> list[Element]:
    return [e for e in styles if local(e) == "style"] if styles is not None else []


def _numberings(root: Element | None) -> tuple[dict[str, str], dict[str, list[_Level]]]:
    """The list of each id, and the levels of each list."""
    lists: dict[str, str] = {}
    levels: dict[str, list[_Level]] = {}
    for element in root if root is not None else ():
        if local(element) == "abstractNum":
            made = [_Level() for _ in range(_DEEPEST)]
            for level in element:
                at = value(level, "ilvl") or ""
                if local(level) == "lvl" and at.isdecimal() and int(at) < _DEEPEST:
                    made[int(at)] = _level(level)
            levels[value(element, "abstractNumId") or ""] = made
        elif local(element) == "num":
            lists[value(element, "numId") or ""] = value(child(element, "abstractNumId")) or ""
    return lists, levels


def _level(element: Element) -> _Level:
    start = value(child(element, "start")) or "1"
    return _Level(
        int(start) if start.isdecimal() and len(start) < 6 else 1,
        value(child(element, "numFmt")) or "decimal",
        value(child(element, "lvlText")) or "",
    )


def chinese(number: int) -> str:
    """A number below 1000 in Chinese.

    >>> [chinese(n) for n in (3, 10, 12, 20, 35, 108)]
    ['三', '十', '十二', '二十', '三十五', '一百〇八']
    """
    if number >= 100:
        rest = number % 100
        between = "〇" if 0 < rest < 10 else "一" if 10 <= rest < 20 else ""
        return _CN[number // 100 % 10] + "百" + between + (chinese(rest) if rest else "")
    tens, ones = divmod(number, 10)
    return (_CN[tens] if tens > 1 else "") + ("十" if tens else "") + (_CN[ones] if ones else "")


def _circled(number: int) -> str:
    return chr(0x2460 + number - 1) if 1 <= number <= 20 else str(number)


def _letter(number: int) -> str:
    return chr(ord("a") + (number - 1) % 26)


def _roman(number: int) -> str:
    text = ""
    for worth, sign in (*_ROMAN, (1, "i")):
        text += sign * (number // worth)
        number %= worth
    return text


def _wide(number: int) -> str:
    return str(number).translate({ord(str(n)): 0xFF10 + n for n in range(10)})


_FORMATS: dict[str, Callable[[int], str]] = {
    **dict.fromkeys(
        ("chineseCounting", "chineseCountingThousand", "taiwaneseCounting", "japaneseCounting",
         "taiwaneseCountingThousand", "ideographDigital", "koreanDigital2"),
        chinese,
    ),
    **dict.fromkeys(("decimalEnclosedCircle", "decimalEnclosedCircleChinese"), _circled),
    "decimalFullWidth": _wide,
    "lowerLetter": _letter,
    "upperLetter": lambda number: _letter(number).upper(),
    "lowerRoman": _roman,
    "upperRoman": lambda number: _roman(number).upper(),
}  # fmt: skip
