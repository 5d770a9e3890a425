"""Saved pages: the report whole, the page around it gone, and its head told to the later stages."""

from __future__ import annotations

import base64
import re
import sys

import pytest

from govreport.pipeline import survey
from govreport.read import ReadError, read_bytes
from same import NAMES, PAGES, difference, frame, original, paragraphs

CHROME = re.compile(
    "首页|登录|无障碍|分享|打印|关闭窗口|上一篇|下一篇|相关链接|解读|标识码|备案|ICP|访客|请启用|"
    "楼主|口袋公园|回帖|Archiver|Discuz|编辑|扫一扫|关注|在看|留言|网友|要闻|推荐|标签|"
    "版权|地址|邮编|点击|栏目36|M#|w8"
)


def title_of(name: str) -> str:
    """A title that names no place: some fixtures call theirs by two names."""
    kinds = {"work_report": "政府工作报告", "plan": "五年规划纲要"}
    info = original(name).info
    return kinds[info.report_type] if info.title else "文件"


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("name", NAMES)
def test_a_page_gives_the_records_of_the_text(name: str, page: str) -> None:
    text = frame(page, title_of(name), paragraphs(name))
    data = text.encode("gb18030" if page == "gb2312" else "utf-8")
    assert difference(name, data) == ""


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("name", NAMES)
def test_no_paragraph_is_lost_and_nothing_of_the_frame_stays(name: str, page: str) -> None:
    own = paragraphs(name)
    report = survey(read_bytes(frame(page, title_of(name), own).encode(), name))
    kept = [
        "".join(report.document.text[start:end] for start, end in line.pieces)
        for line in report.clean.kept
    ]
    assert "".join("".join(kept).split()).endswith("".join("".join(own[3:]).split()))
    extra = [line for line in kept if line not in own]
    assert not [line for line in extra if CHROME.search(line)]


def test_the_head_of_a_page_reaches_the_front_matter() -> None:
    document = read_bytes(
        frame("government", "云溪县2024年政府工作报告", ["各位代表："]).encode(), "a"
    )
    assert document.text.startswith(
        "---\ntitle: 云溪县2024年政府工作报告\nPubDate: 2024-02-06 10:21\nSiteName: 云溪县人民政府\n"
        "SiteIDCode: 9901230012\nSiteDomain: www.yunxi-county.example\n"
    )
    info = survey(document).info
    assert (info.title, info.site, info.published_on) == (
        "云溪县2024年政府工作报告", "云溪县人民政府", "2024-02-06",
    )  # fmt: skip


def test_what_old_pages_and_accounts_say_beside_the_title_is_kept() -> None:
    lines = paragraphs("wudong-2022.md")
    wechat = survey(read_bytes(frame("wechat", "政府工作报告", lines).encode(), "a")).info
    assert (wechat.site, wechat.published_on) == ("微信公众平台", "2024-02-07")
    old = survey(read_bytes(frame("gb2312", "政府工作报告", lines).encode("gbk", "replace"), "a"))
    assert (old.info.published_on, old.document.encoding) == ("2024-02-07", "gb18030")


@pytest.mark.parametrize(
    ("page", "text"),
    [
        ("<p>一、<b>工业</b>回顾</p><p>二、安排</p>", "一、工业回顾\n二、安排\n"),
        ("<td>第一段。<br>　　第二段。<br/><br/></td>", "第一段。\n第二段。\n"),
        ("<div>全市\n   总值<span>5</span>%<div>另段</div>尾段</div>", "全市总值5%\n另段\n尾段\n"),
        ("<ol start=3><li>改造<li>新建</ol><ul><li>其他</ul>", "3. 改造\n4. 新建\n其他\n"),
        ("<pre>各位代表：\n  去年，增长。</pre>", "各位代表：\n去年，增长。\n"),
        ("<p>面积12km<sup>2</sup>&nbsp;，&lt;5%&#65285;</p>", "面积12km2\xa0，<5%％\n"),
        ("<p>去年<!-- 5个 --><script>6个</script><style>7个</style>增长</p>", "去年增长\n"),
        ("<p>甲</p><p style='display: none'>乙</p><p hidden>丙</p>", "甲\n"),
        ("<ruby>报<rt>bao</rt></ruby>告<select><option>1月</select>", "报告\n"),
    ],
)  # fmt: skip
def test_lines_are_as_a_reader_sees_them(page: str, text: str) -> None:
    assert read_bytes(f"<html><body>{page}".encode(), "a.html").text == text


def test_a_table_of_data_keeps_its_rows() -> None:
    page = (
        "<html><body><p>主要指标</p><table><tr><th rowspan=2>类别</th><th rowspan=2>指标</th>"
        "<th colspan=2>年份</th></tr><tr><th>2020年</th><th>2025年</th></tr>"
        "<tr><td rowspan=2>经济</td><td><p>地区生产总值</p><p>（亿元）</p></td><td>186.4</td>"
        "<td>270</td></tr>"
        "<tr><td>进出口|总额</td><td>9</td><td>12</td></tr></table><p>注</p>"
    )
    assert read_bytes(page.encode(), "a").text == (
        "主要指标\n| 类别 | 指标 | 年份 |  |\n|  |  | 2020年 | 2025年 |\n"
        "| 经济 | 地区生产总值（亿元） | 186.4 | 270 |\n|  | 进出口¦总额 | 9 | 12 |\n注\n"
    )


def test_a_table_that_lays_out_the_page_is_none() -> None:
    body = "".join(f"去年，全县新建农村道路{n}公里，改造老旧小区{n}个。<br>" for n in range(30))
    rows = f"<tr><td>菜单</td><td>搜索</td></tr><tr><td>栏目</td><td>{body}</td></tr>"
    text = read_bytes(f"<html><body><table>{rows}</table>".encode(), "a").text
    assert text.count("\n") == 30 and "|" not in text


def test_the_encoding_is_that_of_the_characters() -> None:
    page = "<html><head><meta charset='{}'></head><body><p>去年，全县生产总值增长5.1%。堃喆镕</p>"
    for declared, codec in (
        ("gb2312", "gb18030"),
        ("gbk", "gb18030"),
        ("utf-8", "utf-8"),
        ("gb2312", "utf-8"),  # re-encoded by the browser that saved it
        ("utf-8", "gb18030"),
        ("nonsense", "gb18030"),
    ):
        document = read_bytes(page.format(declared).encode(codec), "a")
        assert ("堃喆镕" in document.text, document.encoding) == (True, codec), (declared, codec)


def test_a_page_saved_with_its_images_is_read() -> None:
    page = frame("government", "政府工作报告", paragraphs("anle-2018-runin.txt"))
    mhtml = (
        b"From: <Saved by Blink>\r\nSubject: =?utf-8?Q?a?=\r\nMIME-Version: 1.0\r\n"
        b'Content-Type: multipart/related; type="text/html"; boundary="--x"\r\n\r\n----x\r\n'
        b"Content-Type: text/html\r\nContent-Transfer-Encoding: base64\r\n\r\n"
        + base64.encodebytes(page.encode())
        + b"\r\n----x\r\nContent-Type: image/png\r\n\r\nxx\r\n----x--\r\n"
    )
    assert difference("anle-2018-runin.txt", mhtml) == ""


def test_a_page_filled_in_by_a_script_says_so() -> None:
    page = (
        b"<html><head><title>x</title></head><body><div id='app'></div><script>go()</script></body>"
    )
    with pytest.raises(ReadError, match=r"without text.*save it again"):
        read_bytes(page, "a.html")


def test_a_missing_library_says_which_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "lxml", None)
    with pytest.raises(ReadError, match=r"needs lxml; pip install 'govreport\[html\]'"):
        read_bytes(b"<html><body>x", "a.html")


@pytest.mark.parametrize("depth", [300, 3_000, 100_000])
def test_elements_nested_too_deep_still_give_their_text(depth: int) -> None:
    page = (
        "<html><body>"
        + "<div>" * depth
        + "去年，新建道路5公里。"
        + "</div>" * depth
        + "<p>完。</p>"
    )
    assert read_bytes(page.encode(), "a").text == "去年，新建道路5公里。\n完。\n"


def test_many_items_and_cells_that_reach_over_others_do_no_harm() -> None:
    row = "<li>去年，新建道路5公里。<tr><td rowspan=99>甲<td colspan=99>乙</tr>"
    page = f"<html><body><ol><table>{row * 4000}</table></ol>"
    assert read_bytes(page.encode(), "a").text.count("新建道路5公里") == 4000


def test_scripts_and_handlers_never_leak() -> None:
    page = (
        "<html><head><meta http-equiv=refresh content='0;url=http://x.example'></head>"
        "<body onload=\"alert('1个')\"><img src=x onerror='2个'><iframe srcdoc='3个'></iframe>"
        "<object data=x>4个</object><svg><text>5个</text></svg><p>去年，新建6个。</p>"
    )
    assert read_bytes(page.encode(), "a").text == "去年，新建6个。\n"


@pytest.mark.parametrize(
    ("pager", "said"),
    [
        ("<p>上一页 1 2 3 下一页 尾页</p>", "is one of several pages (下一页)"),
        ("<p><a>1</a></p><p><a>2</a></p><p><a>3</a></p><p><a>下一页</a></p>", "several pages"),
        ("<p>[前一页] [1] [2] [后一页]</p>", "is one of several pages (后一页)"),
        ("<div>第1页/共3页</div>", "is page 1 of 3"),
        ("<div>共 4 页 第 1 页</div>", "is page 1 of 4"),
        ("<p>第1页/共2页</p><p>第2页/共2页</p>", ""),
        ("<p>第1页 共1页</p>", ""),
        ("<p>请翻到下一页。</p>", ""),
        ("<p>上一篇：无 下一篇：通知公告</p>", ""),
    ],
)
def test_a_page_of_several_is_told_to_be_one(
    pager: str, said: str, caplog: pytest.LogCaptureFixture
) -> None:
    text = "<p>去年，全市新建公园5个，新建道路5公里，惠及群众六万人。</p>" * 9
    page = f"<html><body>{text}{pager}</body></html>"
    read_bytes(page.encode(), "a.html")
    flat = "\n".join(re.findall(r"<(?:p|div)>(?:<a>)?([^<]+)", page))
    read_bytes(flat.encode(), "b.txt")
    assert [said in line for line in caplog.messages] == ([True, True] if said else [])
