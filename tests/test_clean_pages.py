"""The texts of web pages, one of each kind of site, around the reports of the fixtures."""

from __future__ import annotations

import pytest

from govreport.clean import cleaned_text, strip
from govreport.clean.chrome import squeeze
from govreport.clean.lines import lines
from govreport.models import Document
from govreport.pipeline import process
from same import FIXTURES, original, paragraphs

FRAMES = sorted(path.stem for path in (FIXTURES / "pages").glob("*.txt"))
REPORTS = [
    "anle-2018-runin.txt",
    "dongshan-2020-gb18030.txt",
    "lanxi-2023-forum.txt",
    "wudong-2022.md",
]
TITLE = "石桥县政府工作报告"


def page(frame: str, report: list[str]) -> str:
    """The text of a page: the frame around the paragraphs of a report."""
    made = []
    for line in (FIXTURES / "pages" / f"{frame}.txt").read_text(encoding="utf-8").splitlines():
        if "<p>{paragraph}</p>" in line:
            body = "".join(f"<p>{text}</p>" for text in report)
            made.append(line.replace("<p>{paragraph}</p>", body))
        elif "{paragraph}" in line:
            made += [line.replace("{paragraph}", text) for text in report]
        elif line == "{body}":
            made += report
        else:
            made.append(line.replace("{summary}", "".join(report)[:140]))
    return "\n".join(made).replace("{title}", TITLE)


def document(frame: str, name: str) -> Document:
    return Document("page.txt", page(frame, paragraphs(name)), "utf-8", "0")


@pytest.mark.parametrize("name", REPORTS)
@pytest.mark.parametrize("frame", FRAMES)
def test_the_report_stays_whole_and_its_page_goes(frame: str, name: str) -> None:
    saved = document(frame, name)
    left = cleaned_text(saved, strip(saved, lines(saved))).splitlines()
    found = [squeeze(line) for line in left if line != TITLE]
    assert found == [squeeze(line) for line in paragraphs(name)]


@pytest.mark.parametrize("frame", ["portal-twice", "catalogue", "stamped"])
def test_what_stands_twice_gives_its_records_once(frame: str) -> None:
    name = "anle-2018-runin.txt"
    again = process(document(frame, name))
    assert [(r.text, r.indicator) for r in again.records] == [
        (r.text, r.indicator) for r in original(name).records
    ]
