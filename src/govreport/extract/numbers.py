"""A numeral as written → its exact value.

    "1.65" → 1.65    "1,200" → 1200    "十二" → 12    "两千三百" → 2300    "二〇二五" → 2025

Values are ``Decimal``: 1.65 stays 1.65. A multiplier that belongs to the unit (万 in 1.65万人) is not
part of the numeral here; ``quantities`` keeps it in the unit.
"""

from __future__ import annotations

from decimal import Decimal

DIGITS = {
    "零": 0, "〇": 0, "○": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4,
    "五": 5, "六": 6, "七": 7, "八": 8, "九": 9,
}  # fmt: skip
_SMALL = {"十": 10, "百": 100, "千": 1000}
_LARGE = {"万": 10_000, "亿": 100_000_000}

MULTIPLIERS = _SMALL | _LARGE


def value(numeral: str) -> Decimal | None:
    """The value of an Arabic or Chinese numeral, or None if it is neither.

    >>> value("1,053"), value("六十四"), value("二〇三五"), value("百")
    (Decimal('1053'), Decimal('64'), Decimal('2035'), Decimal('100'))
    """
    if numeral[:1].isascii() and numeral[:1].isdigit():
        return Decimal(numeral.replace(",", ""))
    if "点" in numeral:
        whole, _, decimals = numeral.partition("点")
        head, tail = _han(whole), [DIGITS.get(c) for c in decimals]
        if head is None or None in tail or not tail:
            return None
        return Decimal(f"{head}." + "".join(map(str, tail)))
    number = _han(numeral)
    return None if number is None else Decimal(number)


def multiplier(letters: str) -> int:
    """The product of multiplier letters: ``万亿`` → 10**12, ``""`` → 1."""
    product = 1
    for letter in letters:
        product *= MULTIPLIERS[letter]
    return product


def _han(numeral: str) -> int | None:
    """A Chinese integer, positional (二〇二五) or with powers (两千三百).

    >>> _han("一百零三"), _han("十"), _han("三万五千"), _han("一万")
    (103, 10, 35000, 10000)
    >>> _han("七亿七千万"), _han("一万亿")
    (770000000, 1000000000000)
    """
    if not numeral or any(c not in DIGITS and c not in MULTIPLIERS for c in numeral):
        return None
    if all(c in DIGITS for c in numeral):
        return int("".join(str(DIGITS[c]) for c in numeral))
    total = section = digit = 0
    for letter in numeral:
        if letter in DIGITS:
            digit = DIGITS[letter]
        elif letter in _SMALL:
            section += (digit or 1) * _SMALL[letter]
            digit = 0
        else:
            part = section + digit
            # 一万|亿 multiplies all before it, 七亿七千|万 only what stands behind 亿.
            whole = total + part if letter == "亿" else part
            kept = 0 if letter == "亿" else total
            total = kept + (whole or 1) * _LARGE[letter]
            section = digit = 0
    return total + section + digit
