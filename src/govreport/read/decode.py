"""Bytes of a text file → its characters and the codec that gave them.

    b"\\xd5\\xfe\\xb8\\xae"  → ("政府", "gb18030")
    b"\\xac\\x46\\xa9\\xb2"  → ("政府", "big5")
    b"\\xef\\xbb\\xbf..."    → (text without the mark, "utf-8-sig")

UTF-8 proves itself: bytes that decode are UTF-8. Nothing else does. gb18030 decodes Big5 to junk
without a word, and so does UTF-16 with any bytes, so these are told apart by how much like Chinese
the result looks: the share of its characters that are among the commonest, in either script.
"""

from __future__ import annotations

import codecs
import logging
from dataclasses import dataclass

from govreport.read.errors import ReadError

log = logging.getLogger(__name__)

_BOMS = (
    (codecs.BOM_UTF8, "utf-8", "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32-le", "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32-be", "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "utf-16"),
)
# In a report these make up more than a third of all characters, in junk one in sixty.
_COMMON = frozenset(
    "，。、；：！？“”（）《》—·　０１２３４５６７８９％"
    "的一是在不了有和人这中大为上个国以要他时来用们生到作地于出就分对成会可主发年动同工也能下过"
    "子说产种面而方后多定行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两"
    "体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事平形相全表间样与关各重新"
    "线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已"
    "通并提直题党程展五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较"
    "将组见计别手角期根论运农指几九区强放决西被干做必战先回则任取据处府县市省报告设村镇服务项目"
    "這為國時來們於對會過說產種後學經進著電裡現實業開還從應與關各線數體變條沒結問無軍情總設長級"
    "圖統較將組見計別期論運農強決戰處務項報縣鎮區萬億建設發展動當點機"
)
_SAMPLE = 200_000
_LIKELY = 0.12
_LEGACY = ("gb18030", "big5hkscs", "utf-16-le", "utf-16-be")
_NAMES = {"big5hkscs": "big5", "utf-16-le": "utf-16", "utf-16-be": "utf-16"}


@dataclass(frozen=True, slots=True)
class Decoded:
    text: str
    encoding: str
    note: str = ""


def decode(data: bytes, source: str, encoding: str | None = None) -> Decoded:
    """Decode the bytes of a text file; ``encoding`` forces a codec. Raises ReadError."""
    decoded = _forced(data, source, encoding) if encoding else _detected(data, source)
    if decoded.note:
        log.warning("%s: %s", source, decoded.note)
    return decoded


def _forced(data: bytes, source: str, encoding: str) -> Decoded:
    try:
        name = codecs.lookup(encoding).name
    except LookupError:
        raise ReadError(
            source, f"{encoding!r} is no known encoding", "try utf-8, gb18030 or big5"
        ) from None
    # GBK and GB2312 are subsets of GB18030, and files that call themselves so use more of it.
    name = {"gbk": "gb18030", "gb2312": "gb18030", "utf-8": "utf-8-sig"}.get(name, name)
    try:
        text = data.decode(name)
    except UnicodeError as error:
        whole = _tolerant(data, name)
        if whole is None:
            where = getattr(error, "start", 0)
            raise ReadError(
                source,
                f"is not {encoding}: byte {where} cannot be decoded",
                "leave --encoding out to have it found",
            ) from None
        return whole
    except (LookupError, TypeError):
        raise ReadError(source, f"{encoding!r} is not an encoding of text") from None
    return Decoded(text.removeprefix("\ufeff"), name.removesuffix("-sig"))


def _detected(data: bytes, source: str) -> Decoded:
    for bom, codec, name in _BOMS:
        if data.startswith(bom):
            found = _tolerant(data[len(bom) :], codec)
            if found:
                return Decoded(found.text, name, found.note)
            return Decoded(
                data[len(bom) :].decode(codec, "replace"),
                name,
                f"some bytes are not {name} and were replaced",
            )
    utf8 = None if _wide(data) else _tolerant(data, "utf-8")
    if utf8:
        return utf8
    best = max((_candidate(data, codec) for codec in _LEGACY), key=lambda c: c[0])
    lossy = data[:_SAMPLE].decode("utf-8", "replace")
    # A page of UTF-8 with a broken byte or two, as where two files were glued together.
    if lossy.count("\ufffd") <= len(lossy) / 50 and likeness(lossy) >= max(best[0], _LIKELY):
        return Decoded(
            data.decode("utf-8", "replace"), "utf-8", "some bytes are not UTF-8 and were replaced"
        )
    if best[1] is None or best[0] < _LIKELY:
        raise ReadError(
            source,
            "is not Chinese text in any encoding that could be recognised",
            "if it is, name the encoding: --encoding gb18030",
        )
    return best[1]


def _wide(data: bytes) -> bool:
    """Whether every other byte or so is zero, as in UTF-16 without a mark."""
    head = data[:4096]
    return head.count(0) * 8 > len(head)


def _candidate(data: bytes, codec: str) -> tuple[float, Decoded | None]:
    decoded = _tolerant(data, codec)
    if decoded is None:
        return 0.0, None
    return likeness(decoded.text[:_SAMPLE]), decoded


def likeness(text: str) -> float:
    """How much like Chinese ``text`` is, 0 to 1; ASCII does not count, control codes do."""
    wide = [char for char in text if char > "\x7f" or (char < " " and char not in "\t\n\r\f")]
    if not wide:
        return 1.0
    return sum(char in _COMMON for char in wide) / len(wide)


def _tolerant(data: bytes, codec: str) -> Decoded | None:
    """Decode, forgiving a last character that was cut off; None where more is wrong."""
    name = _NAMES.get(codec, codec)
    try:
        return Decoded(data.decode(codec), name)
    except UnicodeDecodeError as error:
        if len(data) - error.start > 4 or error.start == 0:
            return None
        try:
            text = data[: error.start].decode(codec)
        except UnicodeDecodeError:
            return None
        return Decoded(text, name, "the last character is cut off and was left out")
