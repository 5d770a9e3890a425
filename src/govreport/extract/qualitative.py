"""Clauses → targets and results without a number.

"固定资产投资实现正增长"          → positive, 正增长, of 固定资产投资
"完成市下达的节能减排任务"        → assigned, the whole phrase, of 节能减排
"全面消除黑臭水体"                → zero, 全面消除, of 黑臭水体
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import takewhile

from govreport.extract.clauses import Clause
from govreport.extract.indicators import after_examples, is_bare, owned, tidy
from govreport.extract.phrases import runs, strip_leads, verbs
from govreport.extract.tail import tail
from govreport.extract.thread import Fact
from govreport.extract.words import words
from govreport.lexicon import load
from govreport.models import Qualitative


@dataclass(frozen=True, slots=True)
class Rule:
    kind: Qualitative
    pattern: re.Pattern[str]
    side: str
    only_targets: bool


@cache
def rules() -> tuple[Rule, ...]:
    return tuple(
        Rule(e["kind"], re.compile(e["pattern"]), e["side"], e.get("only_targets", False))
        for e in load("qualitative")["qualitative"]
    )


_HINT = re.compile(
    r"覆盖|清零|归零|为零|零[增发开排事死新违闲搁污填就]|消除|消灭|同步|高于|快于|好于|优于|跑赢|低于|慢于|持平|正增长|转正|见正|回升|稳[定步中]|平稳|超过|完成|(?:水平|增速)以上"
)
# 主要指标完成年度任务 names nothing, nor does 胜利完成“十四五”规划确定的|主要|目标; 主要污染物减排 does.
_SLOGANS = ("多项", "各项", "主要指标", "主要经济", "主要目标", "主要任务", "主要预期")
_MAIN_PACE = re.compile(r"主要(?:经济)?指标(?:年均)?增速")
_INSIDE = re.compile(
    r"(?:下达(?:我[省市区县州])?|核定|确定|规定|分解|部署|要求|考核|核下|[省市县国]定)的?(?:考核(?!指标))?(?P<noun>[^,;。]*?)(?:等)?(?:各项)?(?P<binding>约束性指标)?(?:控制)?(?:目标)?(?:指标|任务|目标|要求)*$"
)
# 完成省下达生态环境|年度考核|目标, 完成国家|大气污染防治|终期考核目标.
_ASSESSED = re.compile(r"(?:年度|终期|阶段性?)?考核$")
_SET_BY = re.compile(
    r"(?:国家|上级|[省市])(?P<noun>[^,;。下定]{2,10}?)(?:年度|终期|阶段性?)?考核(?:目标|任务|指标|要求)+$"
)
_GOVERNED = re.compile(
    r"(?:推进|推动|实现|促进|做到|胜利|圆满|顺利|保持|力争|确保|争取|基本|全面|继续|总体|努力|实现了|和|与|同|同比|不折不扣|进一步|全部|城市社区|社区|城乡|(?<!主)城区|(?<!卫生)(?<!文明)乡镇|行政村|省市县|县域|街道|村级|全域|设区市|县区|市县|市州|镇街|镇村|(?:涉农)?县\(市、区\)|长期|始终|要|应|[省市区县乡镇村街道]{2,6}[两三四五]级|在.{1,6})$"
)

_AND = re.compile(r"[并且]")
# 低于全省|、全国平均水平10.4个和18.9个百分点: the records of its numbers.
_DEALT_ON = re.compile(r"、(?:全[国省市区县州]|[国省市])[^,;。、\d]{0,8}\d")
# 职工收入与经济发展同步增长|机制: what is set up, no figure.
_SYSTEM = re.compile(r"的?(?:机制|制度|体系|办法)")
# 只有与全省同步或|高于全省平均水平, 才有可能…: an argument, no figure.
_ARGUED = re.compile(r"只有|才[有能会]|如果|若")
# 低于全省平均水平|的州市: which they are, not what they reached.
_OF_SUCH = re.compile(r"(?:水平|平均|增速)的(?!水平|增速)")


def facts(text: str, found: list[Clause], known: list[Fact], *, target: bool) -> list[Fact]:
    """The records without a number of a sentence whose other facts are ``known``."""
    if not hinted(text):
        return []
    rows: list[Fact] = []
    listed = target and text.count("增长") + text.count("左右") + text.count("%") >= 2
    outer = [clause for clause in found if clause.host is None]
    for at, clause in enumerate(outer):
        piece = text[clause.start : clause.end]
        if not hinted(piece):
            continue
        if phrases := _phrases(piece, clause, listed):
            said, subject = _said(clause, known), _spoken_of(text, outer[:at], known)
            if not said and piece.startswith(_EACH):
                subject = _all_spoken_of(text, clause, known) or subject
            made = _clause_facts(piece, clause, phrases, said, subject)
            rows += [f for f in made if not _overlaps(f, rows)]
    return rows


def hinted(text: str) -> bool:
    """Whether it holds a word that every phrase without a number has one of; most texts do not."""
    return _HINT.search(text) is not None


def _said(clause: Clause, known: list[Fact]) -> list[Fact]:
    return [f for f in known if clause.start <= f.start and f.end <= clause.end]


def _spoken_of(text: str, earlier: list[Clause], known: list[Fact]) -> str | None:
    """What the clauses before one were about, the nearest that tells."""
    for clause in reversed(earlier):
        said = _said(clause, known)
        if name := said[-1].indicator if said else _subject(text[clause.start : clause.end]):
            return name
    return None


_EACH = ("均", "都", "分别均")
# More than so many are no list that one clause speaks of.
_LISTED = 5


def _all_spoken_of(text: str, clause: Clause, known: list[Fact]) -> str | None:
    """固定资产投资增长4.2%,社会消费品零售总额增长7%,|均高于上年同期: both."""
    start = text.rfind(";", 0, clause.start)
    told = [f for f in known if start < f.start < clause.start]
    if "经济" in text[clause.start : clause.end] or "增速" in text[clause.start : clause.end]:
        # 失业率4.1%,收入分别增长7%、8%,|均高于经济增速: what grew.
        told = [f for f in told if f.measure == "growth"]
    # 建成高标准农田193万亩,粮食产量达到1146万吨,|均…: what is made is none of what is measured.
    done = bool(told and told[-1].action)
    told = list(takewhile(lambda f: bool(f.action) is done, reversed(told)))
    names = dict.fromkeys(f.indicator for f in reversed(told))
    return "、".join(names) if 1 < len(names) <= _LISTED else None


def _overlaps(fact: Fact, rows: list[Fact]) -> bool:
    return any(fact.start < r.end and r.start < fact.end for r in rows)


def _phrases(piece: str, clause: Clause, listed: bool) -> list[tuple[Rule, re.Match[str]]]:
    """What the rules find in a clause, but for what touches a number of it.

    低于全省0.6个百分点 is the record of its number.
    """
    return [
        (rule, m)
        for rule in rules()
        if listed or not rule.only_targets
        for m in rule.pattern.finditer(piece)
        if not any(
            s.quantity.start <= clause.start + m.end() and clause.start + m.start() < s.quantity.end
            for s in clause.slots
        )
        and not _DEALT_ON.match(piece, m.end())
        and not _SYSTEM.match(piece, m.end())
    ]


def _clause_facts(
    piece: str,
    clause: Clause,
    phrases: list[tuple[Rule, re.Match[str]]],
    said: list[Fact],
    subject: str | None,
) -> list[Fact]:
    rows: list[Fact] = []
    for rule, m in phrases:
        span = (clause.start + m.start(), clause.start + m.end())
        earlier = [r for r in (*said, *rows) if r.end <= span[0]]
        begin = max((r.end - clause.start for r in earlier), default=0)
        # 收入增长8.2%、高于全国增速: of what the number before it was of.
        carried = earlier[-1].indicator if earlier and earlier[-1].value is not None else subject
        noun = _noun(piece[begin:], m, rule.side, begin) or carried
        if noun is not None and is_bare(noun):
            # 贷款余额超过1000亿元,增幅|高于全省平均水平.
            noun = owned(noun, carried)
        if (
            noun is None
            or len(noun) < 2
            or _ARGUED.search(piece, 0, m.start())
            or _OF_SUCH.search(m[0])
            or (noun.startswith(_SLOGANS) and not _MAIN_PACE.fullmatch(noun))
            or noun == "主要"
            or any(r.start < span[1] and span[0] < r.end for r in rows)
        ):
            continue
        base = _base(piece[: m.start()], m[0])
        rows.append(
            Fact(*span, noun, None, "level", None, None, None, None, "", "", "eq", base,
                 qualitative=rule.kind)
        )  # fmt: skip
    return rows


def _base(before: str, phrase: str) -> str | None:
    """同比持平 and 与上年持平 are against the year before; 年均增长与全国同步 is a yearly average."""
    if before.endswith("同比") or phrase.startswith(("与上年", "与去年", "同上年")):
        return "yoy"
    return "annual" if before.endswith(("年均增长", "年均增速", "年均")) else None


def _noun(piece: str, m: re.Match[str], side: str, begin: int) -> str | None:
    """The indicator of a match whose offsets are ``begin`` more than those of ``piece``."""
    start, end = m.start() - begin, m.end() - begin
    if side == "assigned":
        inner = _INSIDE.search(m[0])
        before = _before(piece[:start])
        noun = _ASSESSED.sub("", inner["noun"] or inner["binding"] or "") if inner else ""
        if not noun and (set_by := _SET_BY.search(m[0])):
            noun = set_by["noun"]
        if before is None and len(noun) >= 2:
            return tidy(noun[2:] if noun.startswith("新增") else noun)
        return before
    if side == "either":
        after = tidy(_AND.split(piece[end:].lstrip("了"), 1)[0])
        return after or _before(piece[:start])
    return _before(piece[:start])


# 监管部门基本实现扫码检查全覆盖, 对全学段教师实施|全覆盖培训.
_BASICALLY = re.compile(r"(?:启动|实施|开展|实行|已|均|都|全部|基本|全面|率先|首次|提前)+$")


def _before(text: str) -> str | None:
    """The noun phrase that a phrase without a number speaks of."""
    head, _, rest = text.rpartition("实现")
    head = _BASICALLY.sub("", head).lstrip("、")
    if rest and len(head[strip_leads(head) :]) > 2 and not _OPENS.match(head):
        # 点位实现基层治理全覆盖 is of both; 保障实现制度全覆盖 is of the first.
        core = head if len(rest) <= 3 or _PLACES.fullmatch(rest) else head + rest
    else:
        core = rest or text
    core = _BASICALLY.sub("", _STEADY.sub("", _WHOLE.sub("", core.rstrip("“"))))
    t = tail(core)
    if t.table != "change":
        core = core[: t.cut]
    else:
        # 经济增速一直|高于全国: 增速 is what is compared.
        while adverb := words("cues", "adverb").ending(core):
            core = core[: -len(adverb["surface"])]
    while m := _GOVERNED.search(core):
        core = core[: m.start()]
    core = core[strip_leads(core) :]
    core = (
        core.removesuffix("增长").removesuffix("提高").removesuffix("实际")
        if len(core) > 4
        else core
    )
    if (led := _LED.match(core)) and len(core) - led.end() >= 2:
        core = core[led.end() :]
    found = runs(core)
    if found and found[0].start == 0 and found[0].end < len(core) and not found[0].noun:
        core = core[found[0].end :].lstrip("了")
    elif len(found) > 1 and not found[-1].noun and found[-1].end < len(core):
        core = core[found[-1].end :]
    core = tidy(core.strip("“”") if core.count("“") != core.count("”") else core)
    return core if len(core) >= 2 and core not in verbs() and not _FIGURE.search(core) else None


# 基本民生保障全部达到或|超过全国平均水平, 粮食生产保持稳定、|完成国家下达任务, 高风险金融机构保持动态“|清零,
# 农村居民收入增速连续十五年|快于城镇.
_STEADY = re.compile(
    r"(?:全部|均|都)?(?:达到|保持|赶上|接近)或$|保持(?:稳定|平稳)[、,]?$|(?:已经?)?连续[\d一二三四五六七八九十]{1,3}年$|(?:保持|24小时|动态)+$"
)
# 高校毕业生全部就业、|零就业家庭动态清零: the first is said already.
_WHOLE = re.compile(r"^.*(?:全部|应[^、]尽)[^、]{2,4}、")
# 推进法定人群社会保险|全覆盖, 保持零就业家庭|动态清零, 居民收入增长|与经济增长同步.
_LED = re.compile(r"(?:推进|推动|促进|保持|确保|做到|坚持|加快|巩固)+")
# 推动重点区域实现…: what is before 实现 is the one who does it, not what it is done to.
_OPENS = re.compile(r"(?:推动|促进|确保|力争|努力|争取|加快|推进|支持|除)")
# 综治中心实现|市、县、乡三级|全覆盖, 天然气管道实现|沿海地市|全覆盖: where, not what.
_PLACES = re.compile(
    r"(?:所有|全部|重点|主要|沿海|涉农|全市|全省|全县)*(?:(?:省|市|州|县|区|盟|旗|乡|镇|村|街道?|地市|园区|景区|城区|社区|行政村|自然村|[省市县镇]域"
    r"|[两三四五]级|\([^()]{1,3}\))[、和及]?){2,}"
    # 课后服务实现|有需求学生|全覆盖.
    r"|有(?:需求|意愿)的?[^,;。、]{2,4}"
)
# 坚持外防输入、内防反弹,动态清零 is a policy, not a figure.
_FIGURE = re.compile(r"疫情|反弹|防控|输入|方针")


def _subject(piece: str) -> str | None:
    core = piece[strip_leads(piece) :]
    found = runs(core)
    noun = core[: found[0].start] if found and found[0].start > 1 else ("" if found else core)
    noun = tidy(after_examples(noun))
    return noun if 2 <= len(noun) <= 20 else None
