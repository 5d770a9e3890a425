"""What a sentence has said so far, for its clauses that leave something out.

"民营经济增加值77亿元,同比增长5.7%,占比达到26.6%"  the owner of 增长 and 占比 is 民营经济增加值
"普及高中阶段教育,毛入学率达90%"                    the topic 高中阶段教育 owns 毛入学率
"引进企业55家、项目5个"                             the verb of the list governs 项目
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

from govreport.extract.attributes import SIZED_BY
from govreport.extract.indicators import exchanged, is_bare, owned, tidy
from govreport.extract.left import yields
from govreport.extract.lists import deal
from govreport.extract.measure import plain
from govreport.extract.modifiers import OF_LEVEL
from govreport.extract.phrases import opening, runs, strip_leads, verbs, verbs_with
from govreport.extract.quantities import Quantity
from govreport.extract.tail import ADDING
from govreport.extract.topic import topic
from govreport.models import Comparator, Direction, Measure, Qualitative


class Fact(NamedTuple):
    """A record before its sentence's modality, period and status are known."""

    start: int
    end: int
    indicator: str
    action: str | None
    measure: Measure
    direction: Direction | None
    value: Decimal | None
    value_max: Decimal | None
    baseline: Decimal | None
    unit: str
    dimension: str
    comparator: Comparator
    base: str | None
    wording: tuple[str, ...] = ()
    qualitative: Qualitative | None = None
    carried: bool = False


@dataclass(slots=True)
class Thread:
    """The memory of one sentence; ``remember`` writes it, everything else reads it."""

    items: list[str] = field(default_factory=list)
    """The indicators of the last group of values, in order: for 分别增长9%和10.5%."""
    said: list[str] = field(default_factory=list)
    """Every indicator that had a figure: 收入达10493元,农民收入达3255元,分别增长9.6%和6.2%."""
    group: list[str] = field(default_factory=list)
    """The things one verb has governed in a row: 办理建议118件、提案142件,办结率100%."""
    last: Fact | None = None
    owner: str | None = None
    """The last thing that had a level: 总规模 of it, 占比 of it."""
    owner_unit: str | None = None
    action: str | None = None
    counted: bool = False
    """The action last seen governed a count (引进468个项目); a later bare count may be its too."""
    verb_first: bool = False
    light: str | None = None
    """The light verb that opened the list being read: 完成人工造林2万亩、低效林改造3万亩."""
    deed_only: bool = False
    """The last indicator was a verb standing for itself (开工170万平方米): nothing to carry."""
    unread: list[str] = field(default_factory=list)
    """Clauses without a quantity, the last of which may tell what is spoken of; see ``topic``."""
    read: int = 0
    """How many of them came before the last quantity."""

    def renewed(self) -> Thread:
        """What still holds after a semicolon."""
        return Thread(owner=self.owner, items=self.items, owner_unit=self.owner_unit)

    @property
    def unit(self) -> str | None:
        return self.last.unit if self.last else None

    @property
    def topic(self) -> str | None:
        """What the last clause without a quantity spoke of."""
        return next((t for clause in reversed(self.unread) if (t := topic(clause))), None)

    def works(self, verb: str, q: Quantity) -> str | None:
        """推进高标准农田建设,新建10万亩: what the works are on that the clause before speaks of."""
        if verb in ADDING and q.counter:
            grown = (m for clause in self.unread[:-3:-1] if (m := _GROWN.search(clause)))
            return next((tidy(m["whom"]) for m in grown), None)
        done = _BUILDS.search(verb) or (verb in ("安排", "启动") and q.dimension == "area")
        said = self.unread[:-3:-1] if done else ()
        return next(
            (
                tidy(m["on"] or m["built"] or m["due"])
                for clause in said
                if (m := _WORKS.search(clause))
            ),
            None,
        )

    def built(self, verb: str, q: Quantity) -> str | None:
        """实施棚户区改造项目11个,开工12637套: what the works are on that were counted before."""
        m = _COUNTED_WORKS.match(self.items[-1]) if self.items and _BUILDS.search(verb) else None
        return m["on"] if m and not self.same_unit(q.unit) else None

    def dealt_with(self, verb: str, q: Quantity) -> str | None:
        """强力整治“散乱污”企业,依法取缔351家: the firms that the clause before speaks of."""
        said = self.topic if self.topic_fresh and plain(q.unit) == "家" else None
        dealt = verb.startswith(tuple(verbs_with("clearing")))
        return (
            said if said and dealt and said.endswith(("企业", "商户", "场所", "养殖场")) else None
        )

    @property
    def aim(self) -> str:
        """为加快社会保障体系建设,今年财政将安排276亿元: what a sum is for that the clause before names."""
        m = _AIM.match(self.unread[-1]) if self.unread and self.topic_fresh else None
        return tidy(m["aim"]) if m else ""

    @property
    def served(self) -> str:
        """向困难群众发放补助,惠及1100万人: who gets what the clause before tells of."""
        m = _SERVED.search(self.unread[-1]) if self.unread and self.topic_fresh else None
        return m["who"] if m else ""

    @property
    def topic_fresh(self) -> bool:
        """Whether the topic was named after the last quantity."""
        return any(topic(clause) for clause in self.unread[self.read :])

    def remember(self, items: list[str], fact: Fact, left: str) -> None:
        """Take note of a fact, the things its value was of, and its clause up to it."""
        level = fact.measure == "level"
        if level and fact.action and self.action == fact.action and self.unit == fact.unit:
            self.group = [*self.group, *items]
        elif level:
            self.group = list(items)
        if level and not fact.carried and not _is_of(fact.indicator, self.owner):
            self.owner, self.owner_unit = items[-1], fact.unit
        if fact.measure != "rank":
            self.said += [i for i in items if i not in self.said]
        inherited = fact.action is not None and fact.action == self.action and self.verb_first
        # 压减煤炭产能700万吨、水泥100万吨: a change, but done by the same verb.
        # 新增工程中心2家、达到6家,重点实验室3家: the total between them ends no list.
        ends = level and fact.dimension != "money" and not fact.carried
        if ends or fact.action:
            self.action, self.counted = fact.action, fact.dimension in ("count", "persons")
        self.items, self.last, self.read = items, fact, len(self.unread)
        self.deed_only = fact.action is None and fact.indicator in verbs()
        if not fact.carried:
            first = opening(left[strip_leads(left) :])
            # 引进项目57个,协议投资额18亿元,其中亿元以上项目21个: a sum between them ends no list.
            aside = level and fact.action is None and fact.dimension == "money" and self.verb_first
            self.verb_first = first is not None or inherited or aside
            self.light = first.text if first and yields(first) else None

    def listed(self, count: int) -> list[str] | None:
        """The last ``count`` things spoken of, for values that are dealt out to them."""
        if len(self.items) == count:
            return self.items
        # 本外币存款余额744亿元、贷款余额471亿元,分别增长…: each was told with a level of its own.
        whole = self.last is not None and self.last.measure == "level" and not self.last.carried
        several = whole and len(self.said) >= count
        if len(self.items) == 1 and not several and (members := deal(self.items[0], count)):
            return members
        if self.topic_fresh and (topic := self.topic) and (members := deal(topic, count)):
            return members
        return self.said[-count:] if len(self.said) >= count else None

    @property
    def added(self) -> str:
        """新登记企业1.9万户,|增长27%|: what grew are those that were registered, not all there are."""
        last = self.last
        if not last or not last.action or last.carried or last.measure != "level":
            return ""
        return last.action + last.indicator if last.action.startswith(_ADDED) else ""

    # -- a noun that leans on what was said ----------------------------------------------------

    def owned(self, noun: str) -> str:
        """A bare dimension with its owner: 总规模 → 中铁建基金总规模."""
        whole = noun.startswith(("产业", "核心产业")) or (noun in _MADE and self.topic_fresh)
        if whole and (topic := self.topic) and topic.endswith(("产业", "数字经济")):
            # 加快生态特色食品产业发展,产业增加值增长5%; 数字经济领跑全国,核心产业增加值占比10%;
            # 大力发展藏医药产业,实现|产值|500万元.
            return owned(noun, topic)
        item = self.items[-1] if self.items else None
        if not is_bare(noun):
            # 城区面积达20平方公里,|人口|达25万人; 火灾起数下降24%、|死亡人数|下降50%.
            for other in (self.owner, item):
                if other and exchanged(noun, other):
                    return owned(noun, other)
            # 增加值年均增长15%,|占生产总值比重|达到70%.
            return owned(noun, self.owner or item or self.topic) if noun.startswith("占") else noun
        last = _PACE.sub("", item) if item else None
        if noun in _PACES and last:
            return owned(noun, last)
        spoken = self.owner
        if not noun.endswith(_RATES):
            # 总投资60亿元、|占地|1500亩: neither is of the other.
            last, spoken = (None if n and is_bare(n) else n for n in (last, spoken))
        # 市场主体净增15%以上、总量突破47万户: of what the sentence spoke of last, also if it grew.
        said = spoken or (None if self.topic_fresh else last)
        owner = self.topic if self._of_topic(noun) or not said else said
        if noun.endswith("率") and len(self.group) > 1 and owner == self.group[-1]:
            owner = "、".join(self.group)
        return owned(noun, owner or last)

    def _of_topic(self, noun: str) -> bool:
        return (noun.endswith("率") or noun in _OF_TOPIC) and self.topic_fresh

    def alike(self, noun: str) -> bool:
        """亿元以上项目不少于16个,5亿元以上项目不少于8个: a noun of the same head as the last."""
        return bool(self.items) and self.items[-1][-2:] == noun[-2:] and self.verb_first

    def completed(self, noun: str) -> str:
        """实际利用内资96亿元、外资1亿美元; 城镇低保标准…,农村…: the rest is as in the last one."""
        last = self.items[-1] if self.items else ""
        if noun in ("内资", "外资") and last.endswith(("内资", "外资")) and len(last) > 2:
            return last[:-2] + noun
        for one, other in (("贷款", "存款"), ("存款", "贷款")):
            # 金融机构存款余额3987亿元、|贷款余额|3096亿元.
            if noun.startswith(one) and other in last and (bank := _BANK.match(last)):
                return bank[0] + noun
        if noun.endswith("保险") and last.endswith("参保人数"):
            # 新增养老保险参保人数7.6万人、|失业保险|5.9万人.
            return noun + "参保人数"
        if noun == "就业" and last.endswith(_WORKERS):
            # 2623名应届高校毕业生实现|就业|2571人.
            return last + noun
        if noun in ("建议", "议案", "提案") and (m := _DEPUTIES.match(last)):
            return m[0] + noun
        size = _SIZE.match(noun.partition("以上")[0] + "以上") or _OVER.match(noun)
        if (sized := _SIZED_BY.match(last)) and size:
            # 年产值50亿元以上企业1家、|10亿元以上企业|3家.
            return sized[0] + noun
        if noun == "人均":
            if last:
                return noun + _TOTAL_OR_PACE.sub("", last)
            # 调整失业保险金发放标准,人均月增55元.
            return (self.topic if self.topic_fresh else None) or noun
        if noun in ("农村", "城镇", "城市") and (m := _TOWN.match(last)):
            return noun + last[m.end() :]
        return noun

    def of_kind(self, noun: str, q: Quantity, *, tied: bool) -> str:
        """压减钢铁产能1400万吨、|煤炭|1000万吨; 原煤产量7万吨、|焦炭|2万吨: a figure of the same.

        So too in the next sentence: 国有企业利润3亿元;|股份制企业|2亿元. ``tied``: of one list.
        """
        last = self.items[-1] if self.items else ""
        made = next((m for m in _OUTPUTS if tied and last.endswith(m)), None)
        if made and len(noun) <= 4 and self._made_too(made, noun, q):
            return noun + made
        m = _OF_TRADE.match(last)
        if m and q.dimension == "money" and noun.endswith(m["kind"]):
            # 有色金属产业年产值超4千亿元,|汽车产业|超千亿元.
            return noun + m["what"]
        m = _OF_WHOM.match(self.owner) if self.owner else None
        kin = m is not None and m["who"][-1] == noun[-1] and self.owner_in(q.unit)
        return noun + m["what"] if m and kin and not noun.endswith(m["what"]) else noun

    def _made_too(self, made: str, noun: str, q: Quantity) -> bool:
        """Whether a figure of a list of capacities or outputs is one, too: not 黄标车3万辆, 出口2万吨."""
        weighed = q.dimension in ("mass", "power") or q.unit.endswith("箱")
        alike = weighed if made == "产能" else self.same_unit(q.unit)
        return (
            alike and noun[-1] not in "能量值额率机栏产" and not (runs(noun) or noun in _NOT_MADE)
        )

    def modified(self, noun: str, q: Quantity) -> str:
        """省级智能制造示范工厂112家、示范车间501个: the second is of the same rank and kind."""
        last = self.items[-1] if self.items else ""
        at = last.find(noun[:2])
        # 10亿元以上项目6个、|亿元以上项目|22个: of another size.
        if at < 2 or last[:at].isdigit() or len(noun) > 6 or len(last) <= at + 2:
            return noun
        # 家庭养老床位20张、养老服务点2个: a thing of its own.
        alike = "级" in last[:at] or not q.counter or self.same_unit(q.unit)
        return last[:at] + noun if alike else noun

    def lengthened(self, noun: str) -> str:
        """铁路营业里程达12万公里,其中高速铁路1.9万公里: of the same dimension as the whole; 新建绿地458公顷,
        其中主城区366公顷: the same, there."""
        last = self.items[-1] if self.items else ""
        done = self.last is not None and self.last.action is not None
        if done and noun.endswith(_QUARTERS) and last and not last.endswith(_QUARTERS):
            return noun + last
        m = _MILEAGE.search(last)
        return noun + m[0] if m and not noun.endswith("里程") else noun

    def swapped(self, modifier: str) -> str | None:
        """新增省级龙头企业8户、州级47户: the second takes the first's noun under its own rank."""
        for item in reversed(self.items):
            m = OF_LEVEL.match(item)
            if m and modifier.endswith("级"):
                # 国家一级博物馆1家、|二级|3家.
                nation = "国家" if item.startswith("国家") and modifier in _GRADES else ""
                return nation + modifier + item[m.end() :]
        # 建设特色小镇22个,其中|省级|11个.
        alone = modifier in _LEVELS and self.last is not None and self.last.action is not None
        return modifier + self.items[-1] if alone and self.items else None

    def sized(self, noun: str) -> str | None:
        """其中10亿元以上8户: a size stands for the thing of that size."""
        if self.owner is None or _SIZE.match(noun) is None:
            return None
        return noun + _SIZE_BEFORE.sub("", self.owner)

    def owner_in(self, unit: str) -> str | None:
        """The owner, where its level was in this unit."""
        return self.owner if plain(self.owner_unit) == plain(unit) else None

    def counts_no_sum(self, q: Quantity) -> bool:
        """接待游客36万人次、旅游收入2亿元: a sum is not what one does with guests."""
        counting = self.counted or not self.same_unit(q.unit)
        return q.dimension == "money" and counting and self.action not in ADDING

    def same_unit(self, unit: str) -> bool:
        return plain(self.unit) == plain(unit)

    def same_homes(self, unit: str, verb: str) -> bool:
        """开工保障房38万户、建成25万套(户): homes that are built are counted by both words."""
        homes = {plain(self.unit), plain(unit)} <= _HOMES
        return homes and _BUILDS.search(verb) is not None


# 推进|高标准农田|建设, 实施新一轮|老旧工业园区|改造升级行动.
_WORKS = re.compile(
    r"(?:推进|实施|启动|开展|加快|加强|加大|抓好|推动|打好|统筹|鼓励|扩大|做好|铺开)(?:好|了)?(?:新一轮)?"
    r"(?P<on>[^,;:。、“”的和]{2,10}?)(?:综合|集中)?"
    r"(?:建设|改造|治理|修复|整治|征收|搬迁|提质|提升|升级|更新)*(?:工程|行动|攻坚战?|力度|工作|任务)*$"
    # 农村公路建设|进一步加强,新改建5900公里.
    r"|^(?P<built>[^,;:。、“”的和]{2,10}?)(?:建设|改造|治理)(?:进一步|全面|加快|扎实|持续|稳步|深入|成效)[^,]{2,4}$"
    # 超额完成国家下达的保障性住房目标任务,开工建设38.5万套.
    r"|完成了?(?:[^,;:。、“”的]{1,6}下达的)?(?P<due>[^,;:。、“”的和]{2,10}?)(?:建设|改造|治理)*(?:年度)?(?:目标任务|任务)$"
)
# 实施|高新技术企业|倍增计划,新增20家; 抓好|规模以上企业|培育,新增30户.
_GROWN = re.compile(
    r"(?:实施|抓好|推进|开展|加强|加大|强化)(?:好|了)?(?P<whom>[^,;:。、“”的和]{0,8}(?:企业|市场主体|合作社|家庭农场))"
    r"(?:倍增|培育|壮大|提升|梯度)+(?:计划|行动|工程|力度|工作)*$"
)
_COUNTED_WORKS = re.compile(r"(?P<on>[^、和]{2,10}?)(?:改造|建设|治理|安置)+(?:项目|工程)$")
_AIM = re.compile(
    r"为了?(?:加快|支持|促进|推进|推动|加强)(?P<aim>[^,;。]{2,16}?)(?:建设|发展|工作|改革)?$"
)
_SERVED = re.compile(
    r"^(?:继续|再次|全年)?[向为给](?P<who>[^,;。、向为给]{2,10}?)(?:发放|提供|增发|开展|代缴|办理)"
)
_BUILDS = re.compile(
    r"(?:开工|开工建设|建成|建设|改造|新建|新\(改\)建|改建|扩建|修复|治理|整治|拆除|提升|征收)$"
)
_ADDED = ("新登记", "新设立", "新注册", "新落地", "新签约", "新开工", "新设")
_GRADES = ("一级", "二级", "三级")
_QUARTERS = ("主城区", "中心城区", "市区", "县城")
_LEVELS = ("国家级", "省级", "市级", "县级", "州级", "自治区级")
_HOMES = {"户", "套", "套(户)", "户(套)"}
_RATES = ("率", "比", "比重", "比例", "增速", "增幅", "降幅")
_PACES = ("增速", "增幅", "降幅", "提升幅度", "增长幅度")
_OF_TOPIC = ("产量", "总产", "总产量", "单产", "亩产", "标准")
_SIZE = re.compile(
    r"^(?:投资|产值|营收|年营业收入|总投资)?超?[\d.]+[十百千万亿]*元?(?:以上|以下|级)的?$"
)

# 营业收入过千亿元行业6个、|过百亿元行业|43个.
_OVER = re.compile(r"(?:超过|[超过逾])[\d.]*[十百千万亿]*元")
_SIZED_BY = re.compile(SIZED_BY + r"(?=(?:超过|[超过逾])?[\d.]*[十百千万亿]*元)")
# Not 个人住房|贷款余额, which says what the loans are for.
_BANK = re.compile(
    r"[^,;。]{0,6}(?:金融(?:机构|系统)|银行业?|本外币|人民币)(?:本外币|人民币|各项)*(?=[存贷]款)"
)
_PACE = re.compile(r"(?:增速|增幅)$")
_TOTAL_OR_PACE = re.compile(r"(?:总量|增速|增幅)$")
_WORKERS = ("毕业生", "劳动力", "困难人员", "失业人员")
_DEPUTIES = re.compile(r".*代表")
_TOWN = re.compile(r"农村|城镇|城市")
_NOT_MADE = ("出口", "货运", "外运", "仓容", "化肥", "农药", "燃煤", "煤炭消费")
_MADE = ("产值", "总产值", "增加值", "营收", "营业收入", "主营业务收入", "销售收入", "产业规模")
_OUTPUTS = ("产能", "产量")
_OF_WHOM = re.compile(r"(?P<who>.+?)(?P<what>利润总?额?|总?产值|增加值|营业收入)$")
_OF_TRADE = re.compile(
    r".{2,}?(?P<kind>产业集群|产业|行业|集群|制造业)(?P<what>年?(?:总?产值|(?:主营业务|营业|销售)收入))$"
)
_MILEAGE = re.compile(r"(?:营业|运营|通车)?里程$")
_SIZE_BEFORE = re.compile(r"^.*(?:的|以上|以下|级)")


def _is_of(indicator: str, owner: str | None) -> bool:
    return owner is not None and indicator.startswith(owner) and indicator != owner
