"""A file of Word or Excel → the XML documents in it, read in memory and as a stranger's.

    part(data, "word/document.xml", "报告.docx")  → the root of its tree

An office file is a ZIP archive: the limits of ``archive`` hold for it. None has a use for a
DOCTYPE, so one that has it, to name files or to swell, is refused.
"""

from __future__ import annotations

from xml.etree import ElementTree

from govreport.read.archive import member_bytes
from govreport.read.errors import ReadError

Element = ElementTree.Element

MAX_XML = 32 * 2**20
"""Its tree takes twenty times as much memory."""


def part(data: bytes, name: str, source: str) -> Element:
    """The root of one XML document of the file. Raises ReadError, also where it is not there."""
    xml = member_bytes(data, name, source)
    if len(xml) > MAX_XML:
        raise ReadError(source, f"holds more than {MAX_XML // 2**20} MB of text", "split it")
    if b"<!DOCTYPE" in xml[:4096].replace(b"\x00", b""):
        raise ReadError(
            source, "defines entities, as no office program does", "save it again from one"
        )
    try:
        return ElementTree.fromstring(xml)
    except (ElementTree.ParseError, ValueError, LookupError):
        raise ReadError(
            source, f"is damaged: {name} is not XML", "open it in Word or WPS and save it again"
        ) from None


def optional_part(data: bytes, name: str, source: str) -> Element | None:
    """The same of a document that a file may be without."""
    try:
        return part(data, name, source)
    except ReadError:
        return None


def local(element: Element) -> str:
    """The name of an element without its namespace: ``"tbl"``."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def child(element: Element | None, name: str) -> Element | None:
    """The first child of that name."""
    return next((e for e in element if local(e) == name), None) if element is not None else None


def value(element: Element | None, name: str = "val") -> str | None:
    """An attribute, whatever its namespace."""
    if element is None:
        return None
    return next((v for k, v in element.attrib.items() if k.rpartition("}")[2] == name), None)
