"""The report's own lines and the chrome around them, on invented pages."""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path

import pytest

from govreport.clean import cleaned_text, explain, strip
from govreport.clean.chrome import chrome, is_prose, squeeze
from govreport.clean.classify import classify
from govreport.clean.lines import lines
from govreport.lexicon import load
from govreport.models import CleanText, Document
from govreport.read import ReadError, find

BODY = """东岭县2023年政府工作报告
——2023年1月8日在东岭县第十六届人民代表大会第二次会议上
东岭县人民政府县长  李 某
各位代表：
现在，我代表县人民政府，向大会报告政府工作，请予审议，并请各位政协委员提出意见。
一、2022年工作回顾
过去一年，全县地区生产总值增长5.1%，一般公共预算收入完成12.3亿元，城镇新增就业2300人。
打印机产业园建成投产，附件配套率达到85%，扫码支付覆盖全部景区。
（一）项目建设
责任编辑制度在县融媒体中心全面落实，分享改革经验12次。
二、2023年主要目标
地区生产总值增长6%左右，粮食产量稳定在20万吨以上，新建高标准农田3万亩。
各位代表！让我们团结一心，为建设美丽东岭而努力奋斗！
名词解释
1.“两山”转化：指绿水青山转化为金山银山。
2.三资：资金、资产、资源。"""


def clean(text: str) -> tuple[Document, CleanText]:
    document = Document("a.txt", text, "utf-8", "0")
    return document, strip(document, lines(document))


def kept(text: str) -> list[str]:
    return cleaned_text(*clean(text)).split("\n")[:-1]


def rules(text: str) -> dict[str, str | None]:
    return {row.text: row.rule for row in explain(*clean(text))}


SITE = f"""无障碍浏览
关怀版
东岭县人民政府门户网站
请输入关键字
首页
走进东岭
政务公开
办事服务
您的位置：首页 > 政务公开 > 政府工作报告
索引号：
000000000/2023-00012
主题分类：
综合政务
发布机构：
县政府办公室
名称：
东岭县2023年政府工作报告
文号：
无
东岭县2023年政府工作报告
发布时间：2023-01-10 09:00  来源：县政府办公室  浏览次数：1024次  字体：[ 大 中 小 ]
{BODY}
附件：
1.东岭县2023年政府工作报告.pdf
2.图解东岭县政府工作报告.docx
【打印本页】 【关闭窗口】
扫一扫在手机打开当前页
上一篇：东岭县2022年政府工作报告
下一篇：没有了
相关信息
东岭县政府召开常务会议，研究部署安全生产和防汛抗旱工作
图解：一图读懂东岭县政府工作报告
网站地图 | 联系我们 | 网站声明
主办：东岭县人民政府  承办：东岭县政务信息中心
地址：东岭县人民路1号 邮编：000000
网站标识码：0000000000  某ICP备00000000号
您是第 123456 位访客"""
FORUM = f"""设为首页收藏本站
用户名
自动登录
找回密码
登录
论坛
东岭论坛
»
›
政务
查看: 1201|回复: 3

[复制链接]
  • TA的每日心情
    开心
    6 天前
  • 签到天数: 12 天
    [LV.9]以坛为家II
    1万
    主题
    李四
    当前离线
    积分
    3300
    Rank: 7Rank: 7Rank: 7
发表于 2023-1-10 10:00:00 | 显示全部楼层 |阅读模式
本帖最后由 李四 于 2023-1-10 10:26 编辑
{BODY}
回复
使用道具
举报
返回列表
高级模式
Color
您需要登录后才可以回帖 登录 | 立即注册
本版积分规则
在线时间:
周一~周五
9:00-18:00
联系电话:
000-00000000
GMT+8, 2023-1-11 10:00 , Processed in 0.05 second(s), 20 queries .
Powered by Discuz! X3.4"""
WECHAT = f"""原创 东岭发布 东岭发布 2023-01-10 18:00 发表于东岭
点击上方蓝字关注我们
{BODY}
来源：东岭县融媒体中心
编辑：王某某
审核：赵某某
预览时标签不可点
微信扫一扫
关注该公众号
继续滑动看下一个
知道了"""
LIBRARY = f"""首页
VIP
文档
下载券
上传人：张三
文档编号：12345
上传时间：2023-01-12
格式：DOC
页数：20
{BODY}
第1页 / 共20页
下载文档到电脑，查找使用更方便
5积分
相关资源
2022年东岭县政府工作报告.doc
© 2010-2023 www.example.com 版权所有"""
NEWS = f"""东岭新闻网 > 新闻中心 > 要闻
2023-01-10 08:30 来源：东岭日报 作者：王某某
分享到：
微信 微博 QQ空间
{BODY}
（新华社北京1月10日电）
（责任编辑：王某某）
声明：本站转载此文目的在于传递更多信息，不代表本站观点。
编辑推荐
东岭县召开县委常委会会议传达学习上级会议精神
评论
还没有评论，快来抢沙发吧！"""
SCRAPED = f"""标题：东岭县2023年政府工作报告
发文单位：东岭县人民政府
发文时间：2023-01-10
来源URL：https://www.example.gov.cn/info_show.asp?infoid=1

正文：

{BODY}
法律声明
|
关于本站
Copyright
©
2007-2022 www.example.gov.cn All Rights Reserved
您访问的链接即将离开“东岭县人民政府”门户网站
是否继续？
放弃"""
MARKDOWN = f"""---
source: https://www.example.gov.cn/report.html
title: 东岭县2023年政府工作报告（2023年1月8日 李某）
---

<!-- 县长李某作政府工作报告。 -->
![](images/head.png)

{BODY.replace("一、2022", "## 一、2022").replace("各位代表：", "**各位代表：**")}"""


@pytest.mark.parametrize(
    "page",
    [SITE, FORUM, WECHAT, LIBRARY, NEWS, SCRAPED, MARKDOWN, BODY],
    ids=["site", "forum", "wechat", "library", "news", "scraped", "markdown", "bare"],
)
def test_the_body_stays_and_nothing_else(page: str) -> None:
    squeezed = [squeeze(line) for line in kept(page)]
    assert squeezed == [squeeze(line) for line in BODY.split("\n")]


def test_each_dropped_line_has_the_name_of_its_rule() -> None:
    found = rules(SITE)
    assert found["您的位置：首页 > 政务公开 > 政府工作报告"] == "breadcrumb"
    assert found["县政府办公室"] == "metadata"
    assert found["【打印本页】 【关闭窗口】"] == "site-tools"
    assert found["上一篇：东岭县2022年政府工作报告"] == "related-links"
    assert found["1.东岭县2023年政府工作报告.pdf"] == "attachment"
    assert found["走进东岭"] == "site-menu"
    assert found["您是第 123456 位访客"] == "site-footer"
    assert rules(FORUM)["6 天前"] == "forum"
    assert rules(NEWS)["（责任编辑：王某某）"] == "credits"
    assert rules(NEWS)["（新华社北京1月10日电）"] == "newswire"
    assert rules(MARKDOWN)["![](images/head.png)"] == "image"
    assert rules(MARKDOWN)["---"] == "front-matter"
    assert rules(BODY)["各位代表："] is None
    for page in (SITE, FORUM, NEWS):
        for dropped in clean(page)[1].dropped:
            assert dropped.rule == dropped.rule.lower() and " " not in dropped.rule


def test_the_body_given_twice_is_kept_once() -> None:
    body = BODY.split("\n", 1)[1].replace("东岭。", "东岭")
    paragraphs = "\n".join(
        f"第{word}，全县新建农田{n}万亩，新增就业{n}00人，粮食总产量达到{n}万吨以上。"
        for n, word in enumerate("甲乙丙丁戊己", 1)
    )
    links = "\n".join(f"县{word}局" for word in ("发改", "财政", "教育", "交通", "水务", "商务"))
    text = f"{BODY}\n{paragraphs}\n{links}\n{body}\n{paragraphs}\n某ICP备00000000号"
    found = kept(text)
    assert Counter(found)["第甲，全县新建农田1万亩，新增就业100人，粮食总产量达到1万吨以上。"] == 1
    assert Counter(rules(text).values())["duplicate-body"] > 6
    assert "县发改局" not in found


def test_pages_that_overlap_are_kept_once_behind_a_summary_too() -> None:
    paragraphs = [
        f"第{n}项工程：全县新建农田{n}万亩，新增就业{n}00人，粮食总产量达到{n}万吨以上，如期完成。"
        for n in range(1, 61)
    ]
    summary = "内容摘要：" + BODY.replace("\n", "")[:150] + "......"
    pages = [summary, *BODY.split("\n")[:13], *paragraphs[:50], *paragraphs[40:]]
    assert kept("\n".join(pages)) == [*BODY.split("\n")[:13], *paragraphs]


def test_a_summary_of_the_beginning_is_dropped_in_all_its_parts() -> None:
    lead = (
        "政府工作报告????——2023年1月8日在东岭县第十六届人民代表大会第二次会议上????各位代表："
        "????现在，我代表县人民政府，向大会报告政府工作，请予审议，并请各位政协委员提出意见......"
    )
    page = f"工作报告\n时间：2023-01-10\n136\n评论：\n0\n内容摘要：\n{lead}\n{BODY}"
    assert kept(page)[0] == "东岭县2023年政府工作报告"
    assert Counter(rules(page).values())["summary"] >= 1


def test_a_table_of_contents_is_dropped() -> None:
    heads = [
        f"第{n}章 建设{word}县" for n, word in zip("一二三四五六", "工农商学文教", strict=True)
    ]
    body = "\n".join(
        f"{head}\n要加快{head[4:]}，五年新增投资{n}亿元，带动就业{n}万人，惠及全县各乡镇居民。"
        for n, head in enumerate(heads, 1)
    )
    text = "东岭县发展规划纲要\n目 录\n" + "\n".join(heads) + "\n" + body
    assert kept(text) == ["东岭县发展规划纲要", *body.split("\n")]


def test_the_notice_a_report_was_sent_with_is_dropped() -> None:
    notice = """东岭县人民政府办公室关于
印发东岭县政府工作报告的通知
东政办发〔2023〕1号
各乡镇人民政府，县政府各部门：
《政府工作报告》已经县人民代表大会审议通过，现印发给你们，请认真贯彻执行。
2023年1月12日
（此件主动公开）
"""
    found = kept(notice + BODY + "\n抄送：县委办公室、县人大办公室\n县法院、县检察院。")
    assert found[0] == "东岭县2023年政府工作报告"
    assert found[-1] == "2.三资：资金、资产、资源。"
    assert rules(notice + BODY)["（此件主动公开）"] == "cover-note"


def test_the_marks_of_printed_pages_are_dropped() -> None:
    first, second, third = BODY[:150], BODY[150:260], BODY[260:]
    page = "\n- {} -\n东岭县政府工作报告\n"
    text = first + page.format(1) + second + page.format(2) + third + page.format(3)
    assert squeeze("".join(kept(text))) == squeeze(BODY)
    assert rules(text)["- 2 -"] == "page-number"
    assert rules(text)["东岭县政府工作报告"] == "running-head"


def test_what_a_portal_or_a_copyist_puts_around_and_into_a_report_is_dropped() -> None:
    lead = "1月8日上午，东岭县第十六届人民代表大会第二次会议开幕，听取县长李某作政府工作报告，审查其他报告，"
    lead += "并通过有关决议，县四套班子领导出席。"
    body = BODY.split("\n")[5:12]
    copied = [*body[:-1], body[-1] + "  来自云川数据网"]
    assert kept("\n".join([lead, *copied])) == body
    story = "总投资8亿元：东岭县政府日前与某工程公司签署合作协议，项目自城东起，至火车站止，计划明年建成。"
    insert = [*body[:2], "东岭轻轨上半年开建", story, *body[2:]]
    assert rules("\n".join(insert))[story] == "news"
    assert kept("\n".join(insert)) == body
    assert kept("第1页共3页" + BODY) == BODY.split("\n")
    assert kept("\n".join([*body, "微信公众号云川 数据网"])) == body


def test_page_dates_and_captions_are_not_the_reports() -> None:
    tools = "【\n字体：\n大\n中\n小\n】\n李某作政府工作报告。东岭日报记者 王某 摄"
    page = f"政府工作报告\n2023年01月10日\n{tools}\n{BODY}"
    assert rules(page)["2023年01月10日"] == "source-line"
    assert rules(page)["李某作政府工作报告。东岭日报记者 王某 摄"] == "caption"
    # The date on which it was given is.
    assert "2023年1月8日" in kept(BODY.replace("——2023年1月8日在", "2023年1月8日\n在"))


def test_a_title_in_a_breadcrumb_is_no_title() -> None:
    page = f"首页\n>\n政府信息公开\n>\n政府工作报告\n>\n省政府工作报告\n{BODY}"
    assert kept(page)[0] == "东岭县2023年政府工作报告"


def test_plain_short_lines_of_a_report_are_never_chrome() -> None:
    text = "主要指标\n地区生产总值 120\n粮食 20\n投资 30\n人口 40\n工业 50"
    assert kept(text) == text.split("\n")
    excerpt = (
        "总体要求\n以高质量发展为主题，坚持稳中求进，扎实做好各项工作，推动经济提升。\n主要目标"
    )
    assert kept(excerpt) == excerpt.split("\n")


def test_a_page_without_a_report_keeps_no_chrome() -> None:
    assert kept("首页\n政务公开\n登录 | 注册\n某ICP备00000000号") == []


def test_chrome_inside_the_body_goes_only_if_it_is_beyond_doubt() -> None:
    first, second = BODY.split("（一）项目建设\n")
    page = f"{first}第3页 共5页\n上一页\n附件：\n时间：三年\n（一）项目建设\n{second}"
    found = rules(page)
    assert found["第3页 共5页"] == "pager"
    assert found["上一页"] == "related-links"
    assert found["附件："] is None and found["时间：三年"] is None


def test_explain_tells_every_line_with_its_number() -> None:
    document, cleaned = clean("首页\n\n各位代表：\n去年增长5%。\n责任编辑：王某某")
    rows = explain(document, cleaned)
    assert [(row.line, row.rule, row.text) for row in rows] == [
        (1, "site-menu", "首页"),
        (3, None, "各位代表："),
        (4, None, "去年增长5%。"),
        (5, "credits", "责任编辑：王某某"),
    ]


def test_cleaned_text_is_of_the_sources_characters() -> None:
    text = "## **一、回顾**\n完成 投资，\n&nbsp;增长 ５％。"
    assert cleaned_text(*clean(text)) == "一、回顾\n完成 投资，增长 ５％。\n"


# The words


ENTRIES = [(table, entry) for table, entries in load("chrome").items() for entry in entries]


@pytest.mark.parametrize(
    ("table", "entry"), ENTRIES, ids=[f"{t}-{e['surface']}" for t, e in ENTRIES]
)
def test_every_word_knows_its_examples(table: str, entry: dict[str, object]) -> None:
    assert set(entry) <= {"surface", "rule", "strong", "examples", "not_examples"}
    assert entry["surface"] and entry["examples"]
    for example in entry["examples"]:  # type: ignore[attr-defined]
        found = chrome(squeeze(example))
        assert found is not None and found.rule == entry["rule"], example
    for example in entry.get("not_examples", []):  # type: ignore[attr-defined]
        assert chrome(squeeze(example)) is None, example


def test_no_word_stands_twice_and_tables_are_sorted_by_rule() -> None:
    for table, entries in load("chrome").items():
        surfaces = Counter(entry["surface"] for entry in entries)
        assert [word for word, count in surfaces.items() if count > 1] == [], table
        order = [entry["rule"] for entry in entries]
        assert order == sorted(order), table


@pytest.mark.parametrize(
    "line",
    [
        "加快推进附件加工、打印设备等产业集聚，打印机产量达到20万台。",
        "微信、微博等政务新媒体粉丝突破百万，网站首页改版上线，网站地图更加清晰，群众办事更加便利，满意度达到98%。",
        "编辑出版《东岭县志》，主办农产品博览会，承办省级赛事12场。",
        "设为首批试点的县区达到30%，分享到改革成果的群众越来越多。",
    ],
)
def test_a_sentence_that_speaks_of_such_things_is_no_chrome(line: str) -> None:
    assert chrome(squeeze(line)) is None


def test_running_text_is_long_and_chinese() -> None:
    assert is_prose(squeeze(BODY.split("\n")[4]))
    assert not is_prose("Processed in 0.05 second(s), 20 queries, gzip on, memcache on, done.")
    assert not is_prose("一、2022年工作回顾")


def test_lines_are_seen_as_what_they_look_like() -> None:
    document = Document("a", BODY, "utf-8", "0")
    kinds = [line.kind for line in classify(BODY, lines(document))]
    assert kinds[:8] == ["title"] * 3 + ["opening"] * 2 + ["heading", "prose", "short"]


@pytest.mark.parametrize(
    "text",
    [
        "首页\n" * 8_000,
        "来源：\n" * 8_000,
        "政府工作报告\n" * 8_000 + BODY,
        "".join(
            f"{n}，全县粮食增产，新增就业，农民增收，各项事业取得新的进步和更大成绩。\n"
            for n in range(5000)
        )
        * 2,
        "短行\n" * 10_000 + BODY,
        (BODY + "\n某ICP备00000000号\n") * 200,
    ],
    ids=range(6),
)
def test_odd_pages_are_cleaned_to_their_end(text: str) -> None:
    """Every line is kept or dropped, however the page goes on."""
    document, cleaned = clean(text)
    whole = [line.start for line in lines(document)]
    parted = [line.start for line in cleaned.kept] + [d.line.start for d in cleaned.dropped]
    assert sorted(set(parted)) == whole


CORPUS = Path(os.environ.get("GOVREPORT_CORPUS", Path(__file__).parents[2] / "shared" / "reports"))


@pytest.mark.skipif(not CORPUS.is_dir(), reason="no folder of real reports")
def test_real_reports_keep_their_paragraphs() -> None:
    number = 0
    for found in find([str(CORPUS)]):
        try:
            document = found.load()
        except ReadError:
            continue
        number += 1
        if number % 12:
            continue
        cleaned = strip(document, lines(document))
        for dropped in cleaned.dropped:
            text = squeeze("".join(document.text[a:b] for a, b in dropped.line.pieces))
            again = dropped.rule in ("duplicate-body", "summary", "html-comment", "site-footer")
            assert again or sum("一" <= c <= "鿿" for c in text) < 120, (
                found.source,
                dropped.rule,
                text[:60],
            )
        assert cleaned.kept, found.source
    assert number > 1
