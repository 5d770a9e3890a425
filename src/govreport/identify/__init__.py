"""Document → whose report it is and of when, each answer with what says so.

    "2024年天津市河北区政府工作报告"                → 天津市河北区, 120105, 2024, work_report
    "2024年1月10日在河北区第十八届…第五次会议上"    → delivered_on 2024-01-10, meeting

The order of trust, for the region: the user, the title of the metadata, the title, the delivery
line, 我代表…人民政府, the speaker's office, who put the page on the web, the file's name. For the
year: the user, the report's own headings and opening, the day it was given, the title, its targets,
the file's name, the day of publication. Never a place or a year that is merely mentioned.

The region of the State Council's report is 全国, its code 100000. Of a plan ``report_year`` is its
first year, of a statistical bulletin the year whose figures it gives.
"""

from __future__ import annotations

from urllib.parse import urlsplit

from govreport.identify.delivery import Delivery, delivery, published
from govreport.identify.file_name import chain_of, stem
from govreport.identify.head import Head, head
from govreport.identify.kind import Kind, kind, type_of
from govreport.identify.place import Mention, Place, place, resolve
from govreport.identify.regions import chain_before, coded, full_name
from govreport.identify.year import (
    Year,
    labelled_year,
    named_year,
    plan_span,
    plan_year,
    published_year,
    titled_year,
)
from govreport.models import CleanText, Document, DocumentInfo, Outline, Span

__all__ = ["identify"]


def identify(
    document: Document,
    clean: CleanText,
    outline: Outline,
    *,
    region: str | None = None,
    year: int | None = None,
) -> DocumentInfo:
    """Find out whose report ``document`` is and of when.

    ``region`` (a name, with or without those above it, or a code) and ``year`` are the user's word
    and win.
    A document that says nothing has every field None and the type ``other``.
    """
    top = head(document, clean, outline)
    name = stem(document.source)
    what = _kind(top, name)
    given = delivery(top) if what.type == "work_report" else Delivery()
    span = _span(top, what, name)
    posted = published(top)
    when = Year(year, "option") if year else _year(top, what, given, span, name, posted)
    who = _place(top, document.source, region, when.year if when else None)
    return DocumentInfo(
        title=what.title,
        region=who.name if who else None,
        region_code=who.code if who else None,
        report_year=when.year if when else None,
        report_type=what.type,
        plan_years=span,
        meeting=given.meeting,
        delivered_on=str(given.date) if given.date else None,
        speaker=given.speaker,
        published_on=posted,
        site=_site(top),
        basis=_basis(what, who, when, given),
    )


def _kind(top: Head, name: str) -> Kind:
    """What the text is; where it does not say, what the file's name says."""
    what = kind(top)
    if what.type == "other" and not what.basis and (told := type_of(name)):
        return Kind(what.title, told, "file_name")
    return what


def _span(top: Head, what: Kind, name: str) -> Span | None:
    if what.type != "plan":
        return None
    opens = "\n".join(top.body[:6])[:1000]
    return plan_span(what.title or "") or plan_span(opens) or plan_span(name)


def _year(
    top: Head, what: Kind, given: Delivery, span: Span | None, name: str, posted: str | None
) -> Year | None:
    if what.type == "plan":
        found = Year(span[0], what.basis) if span else None
    elif what.type == "bulletin":
        found = titled_year(top)
    else:
        found = plan_year(top, given.date, given.date_basis)
    return found or labelled_year(top) or named_year(name) or published_year(posted)


def _place(top: Head, source: str, region: str | None, year: int | None) -> Place | None:
    if region is None:
        return place(top, chain_of(source), year)
    by_code = coded(region)
    if by_code and len(region) == 6:
        found = min(by_code, key=lambda r: r.years_off(year))
        return Place(full_name(found, year), found.code, "option")
    chain = chain_before(region, len(region)) or (region,)
    return resolve(Mention(chain, "option"), (), top.body, year)


def _site(top: Head) -> str | None:
    """The name of the site, else its host."""
    url = top.labels.get("url", "")
    return top.labels.get("site") or urlsplit(url).hostname or None


def _basis(
    what: Kind, who: Place | None, when: Year | None, given: Delivery
) -> tuple[tuple[str, str], ...]:
    pairs = (
        ("region", who.basis if who else ""),
        ("report_year", when.basis if when else ""),
        ("report_type", what.basis),
        ("delivered_on", given.date_basis),
    )
    return tuple((field, basis) for field, basis in pairs if basis)
