"""Sentences: where they end, where they do not, and that their offsets are those of the source."""

import pytest

from govreport.models import Document, Passage
from govreport.outline.sentences import cuts, sentences


def split(text: str) -> list[str]:
    return [text[start:end] for start, end in cuts(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("新增就业1.2万人。增长5.5%。", ["新增就业1.2万人。", "增长5.5%。"]),
        ("各位代表!现在,我报告工作。", ["各位代表!", "现在,我报告工作。"]),
        ("完成投资5亿元;开工项目12个;绿化率40%。", ["完成投资5亿元;开工项目12个;绿化率40%。"]),
        ("做到“讲政治。重实干。”不松懈。再出发。", ["做到“讲政治。重实干。”不松懈。", "再出发。"]),
        ("建设道路(含桥2座。)3公里。完工。", ["建设道路(含桥2座。)3公里。", "完工。"]),
        ("群众说:“好!”", ["群众说:“好!”"]),
        ("落实“甲(乙”政策。完工。", ["落实“甲(乙”政策。", "完工。"]),
        ("没有句号的一段", ["没有句号的一段"]),
        ("真的吗?!真的。", ["真的吗?!", "真的。"]),
        ("", []),
    ],
)
def test_cuts(text: str, expected: list[str]) -> None:
    assert split(text) == expected


def test_a_bracket_that_is_never_closed_hides_no_full_stop() -> None:
    assert split("新建(含桥2座。改建道路5条。") == ["新建(含桥2座。", "改建道路5条。"]


def test_a_quote_closed_too_far_away_is_none() -> None:
    text = "打造“高地。" + "推进建设,完善功能。" * 20 + "强化落实”。"
    assert len(split(text)) == 22


def test_sentences_of_a_wrapped_passage_keep_the_offsets_of_the_source() -> None:
    source = "完成投资 ２３\n亿元，增长５％。新建学校3所。"
    document = Document("a.txt", source, "utf-8", "")
    first, second = sentences(document, Passage(((0, 7), (8, len(source))), None, "review"))
    assert first.view.text == "完成投资23亿元,增长5%。"
    assert source[second.start : second.end] == "新建学校3所。"
    assert "".join(source[at] for at in second.view.offsets) == second.view.text
    assert (first.start, first.end) == (0, second.start)


@pytest.mark.parametrize("unit", ["(", "“(", "。", "(。)", "”“", "“。"])
def test_unbalanced_marks_are_split_to_the_end(unit: str) -> None:
    assert "".join(split(unit * 50_000)) == unit * 50_000
