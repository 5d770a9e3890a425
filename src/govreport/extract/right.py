"""The text right of a number → the noun it counts, and the deed behind that noun.

"老旧小区改造"            → 老旧小区, 改造        "企业成功上市"       → 企业, 上市
"道路实施维修工程"        → 道路, 维修            "困难村结对帮扶工作全面完成" → 困难村, 结对帮扶
"在全市具有影响的特色高中" → 特色高中, None        "支持实体经济发展"   → "", 支持
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from govreport.extract.left import CONDITIONS, COUNTS_PROJECTS, EFFORTS, PROJECT
from govreport.extract.marks import NOTE, guarded
from govreport.extract.measure import plain
from govreport.extract.phrases import SEASON, Named, Verbs, noun_tails, opening, runs
from govreport.extract.predicates import (
    KINDS,
    adverbs_end,
    noun_and_predicate,
    predicate_at,
    rendered,
)
from govreport.extract.purpose import borne
from govreport.extract.quantities import Quantity
from govreport.extract.words import words

# 打造10个|旅游名县|和一批明珠城镇: what more there is has no number.
_AND_MORE = re.compile(
    r"(?<=..)(?:以?及|和|并|、(?=若干|一批|多个))(?:一批|一系列|部分|若干|多个|上百[家个]|一[套座条个家所支台](?!批))"
)
# 14个|2000年前建成的|老旧小区: when a thing was made; 1亿人|居住的|棚户区: who lives there.
_MADE = re.compile(r"(?:19|20)\d\d年(?:底|末|以?前|以?后)?(?:建成|建设|投用|修建)?的|居住的")
# 27个|总面积69.5万平方米的|重点项目: how large all of them are.
_SIZED_WHOLE = re.compile(
    r"(?:计划)?总?(?:投资额?|建筑面积|占地面积?|面积|里程|长度?)(?:约|达|共)?[\d.]+[万亿]?(?:元|亩|公里|平方米|平方公里|公顷)的(?=[^,;。]{2})"
)
# 抓好6条续建高铁建设, 3500个拟竣工投产项目: how far a thing is, before its name.
_STAGE = re.compile(
    r"(?:(?:拟|计划)?(?:新建|续建|在建|拟建|改扩建|新开工|复工|竣工|投产)[、和]?)+(?=[^,;:。、!?)”并和]{2})"
)
# 2座变电站|年底|投产, 57个重点项目|早|开工: when, between a thing and its deed.
_WHEN = re.compile(
    rf"(?<=..)(?:为(?!民)[^为,]{{0,6}}(?:人|者|户|众|企业|学生|儿童|职工|妇女)|(?:今年|明年)?(?:年底|年末)前?|年内|当年|(?:{SEASON}|[年节汛])前|(?:\d{{1,2}}月)?(?:\d{{1,2}}[日月]|底)前|[按如限]期|一次|首次|年度首次|集中|精彩|同等|[上下]半年|早日?|尽快|直接|日夜|良好"
    r"|(?:已经?)?连续[一二两三四五六七八九十\d]+年|在?(?:全[国省市区县州]|我[省市区县州])(?:[、和]全[国省市])?(?:范围内)?(?:率先)?)$"
)
# 15个|供水项目已|完工, 35条|河涌已有|6条消除黑臭.
_ALREADY = re.compile(
    r"(?<=..)(?:(?:已|已经|中|就)有|(?<![国公私民占拥享持保没所特现稀只到])有|已|已经|[仍尚]?未|能够|尽快|均已|全部|共|(?<![纲纪需主摘提概简])要|(?<![健大小名])将|(?<![平人户月日亩年])均|(?<=[目业地村区校])(?:当年|全年)|(?<=[线路馆站厂区])在建|(?<![感享接承])受|(?<![之首古京成])都|(?<![模虚])拟|有望|对外|平稳|持续|实地"
    r"|为(?:主攻方向|试点|重点|抓手|示范|依托|引领|支撑|代表|龙头|契机|载体|核心|突破口|牵引|基础)(?:的.*)?)$"
)
# 11家银行|向|230家企业授信: what stands before the next number.
_DANGLING = re.compile(
    r"(?<=..[市面点目事项群县标])中$|(?<=..)(?:(?<![方意纵双横导去走转动流单风倾])向|(?<![行作成认违称])为|(?<![针应相面])对|(?<![供补])给"
    r"|(?<!参)与|(?<![自理事缘])由|(?<![健大小名])将|[把稳])$"
)
_STOPS = ",;:。、!?)”"
# 3-4家在我区占主导地位的企业集团: the noun stands at the end of what describes it.
_RELATIVE = re.compile(
    r"(?:在|具有|拥有|由|以|与|用于|集|列入|纳入)[^,;。]{2,40}的(?P<noun>[^的,;。]{2,14})$"
)
# 突破1000亿元|大关, 跨上4万亿、5万亿|两个台阶, 跻身500亿元|行列.
_MILESTONE = re.compile(
    r"(?:[两三四五六七八九十\d]{1,2}个)?(?:整数|万亿元?|千亿元?|百亿元?)?(?:大关|关口|[新大]?台阶|行列$)"
)
# 5%左右的较低水平 is no thing that is counted.
_QUALITY = re.compile(
    r"(?:较低|较高|合理|历史|更高|最高|最低|良好|一定)?(?:水平|区间|高位|低位|位次)"
)
# 100户工业企业“上云用云”: the deed in quotes at the end.
_QUOTED_DEED = re.compile(
    r"(?P<noun>[^“”,;。、]{0,16}(?:企业|项目|事项|案件|积案|河涌|河流|河道|水体|断面|村|社区(?=实现)))(?:实现了?)?“(?P<deed>[^“”]{2,8})”$"
)
# 8984项|实现“一次办”.
_QUOTED_ALONE = re.compile(r"实现了?“(?P<deed>[^“”]{2,8})”$")
# 385人|年度|脱贫任务, 110万人|年度|任务, but 年度重点项目 are a kind of project.
_FOR_THE_YEAR = re.compile(r"^年度(?!重点)(?=.{0,2}(?:目标)?(?:任务|目标)$)")
# 完成森林抚育|200万亩|任务.
_NO_THINGS = frozenset(("任务", "目标任务", "工作", "目标"))
# 在推出13个|事项基础上又|推出10个.
_GROUND = re.compile(r"的?基础上(?:又|再)?$")
# 38项|问题中已|完成30项.
_OF_THEM = re.compile(r"(?<=.[题项目业件村户点])中(?:已|有).*$")
# 1800多万人|通过多种渠道和方式|实现了再就业.
_BY_MEANS = re.compile(r"^通过[^,;。、]{2,16}(?:渠道|方式|途径|形式)(?=[^,;。、]{2})")
_HELD = frozenset(("次", "场", "场次", "轮", "期"))
_EVENTS = ("活动", "仪式", "推介", "签约", "开工", "开竣工", "推进会", "演练")
# 9050家(次), 1330亿元(预计数): a bracket tells of the figure, not what it counts.
_SHARE_OF = re.compile(r"由|使用(?!率)|来自|投入(?!使用|运营)")
_ASIDE = re.compile(r"^\([^()]*\)")


def read_right(right: str, q: Quantity, *, given: bool = False) -> Named:
    """Read the words of a clause after its number; ``given``: 为, 对 or 向 stands before it."""
    right = _OF_THEM.sub("", _GROUND.sub("", NOTE.sub("", _ASIDE.sub("", right))))
    right = _BY_MEANS.sub("", right)
    led, right = right.startswith("的"), _FOR_THE_YEAR.sub("", right.lstrip("的"))
    if not right or right[0] in (*_STOPS, "并", "且") or _MILESTONE.match(right):
        return Named("", None)
    if q.unit == "%" and (share := _SHARE_OF.match(right)):
        # 创新平台|80%以上|由企业牵头组建, 数据中心|100%|使用绿电: said of what stands before.
        deeds = runs(right, share.end() if share[0] == "由" else 0)
        return Named("", deeds[-1].text if deeds else None)
    if made := _MADE.match(right) or _SIZED_WHOLE.match(right):
        right = right[made.end() :]
    if _is_no_thing(right, q):
        return Named("", None)
    if quoted := _quoted_deed(right):
        return quoted
    right = _counted_first(right)
    if not (plain(q.unit) in COUNTS_PROJECTS and _PROJECT.search(right)):
        right = _first_of_two(right)
    if given and (served := _served(right)):
        return served
    if relative := _RELATIVE.match(right):
        return noun_and_predicate(relative["noun"]) or Named(relative["noun"], None)
    if plain(q.unit) in _HELD and right.endswith(_EVENTS) and not opening(right):
        # 举行10次|项目集中开竣工活动: the name of what is held may hold verbs.
        return Named(right, None)
    told = borne(right)
    if told and (q.dimension == "money" or not told.what):
        return Named("", None if q.dimension == "money" else told.deed)
    found = runs(right)
    if opened := _opened_by_verb(right, q, found, led=led):
        return opened
    named = noun_and_predicate(right) or _with_trailing_deed(right, found, q)
    noun = _DANGLING.sub("", _ALREADY.sub("", named.noun))
    return Named(_WHEN.sub("", noun), named.verb) if named.verb else Named(noun, None)


def _is_no_thing(right: str, q: Quantity) -> bool:
    """5%左右的|较低水平, 减收4亿元的|情况下, 完成森林抚育200万亩|任务."""
    task = right in _NO_THINGS and plain(q.unit) not in COUNTS_PROJECTS
    return task or right.startswith(CONDITIONS) or _QUALITY.match(right) is not None


def _quoted_deed(right: str) -> Named | None:
    """8984项|实现“一次办”; 100户|工业企业“上云用云”."""
    if reached := _QUOTED_ALONE.match(right):
        return Named("", reached["deed"])
    done = _QUOTED_DEED.match(right) if "“" in right else None
    return Named(done["noun"], done["deed"]) if done else None


def _opened_by_verb(right: str, q: Quantity, found: Sequence[Verbs], *, led: bool) -> Named | None:
    """What opens with a verb: a deed (改造), a kind of thing (新建和技改|项目) or how far one is
    (续建|高铁). ``led``: 的 stands before it."""
    raised = words("cues", "change").starting(right) if q.dimension == "money" else None
    if raised and not led and 1 < len(raised["surface"]) < len(right) - 1:
        # 筹措资金495亿元|提高公教人员收入: what is done with it.
        return Named("", None)
    start = adverbs_end(right, 0)
    opens = bool(found) and found[0].start == 0
    if opens and found[0].light and q.dimension == "money" and not led:
        # 投入5亿元|推进高标准农田建设.
        return Named("", None)
    if opens and led and q.dimension != "money":
        # 实现5.4万人的搬迁入住: the deed is what the number is of.
        return Named(right, None)
    if opens and not start and right.startswith(KINDS, found[0].end):
        # 30个新建和技改项目|全部开工: verbs that tell what kind of project it is.
        rest = right[found[0].end :]
        kind = noun_and_predicate(rest) or _with_trailing_deed(rest, runs(rest), q)
        return Named(right[: found[0].end] + kind.noun, kind.verb)
    if q.counter and (stage := _STAGE.match(right)):
        thing = read_right(right[stage.end() :], q)
        return Named(stage[0] + thing.noun, thing.verb) if thing.noun else thing
    if start or (opens and not (found[0].noun and found[0].end < len(right))):
        here = [r for r in found if r.start >= start and not r.light] or list(found)
        # 110万人|实现了稳定|脱贫.
        befallen = words("nouns", "deed").ending(right) if opens and found[0].light else None
        if befallen and len(found) == 1:
            # 1800多万人|实现了|再就业.
            return Named("", befallen["surface"])
        led_to = found[0].end + 3 if opens and found[0].text == "实现" else start + 2
        return Named("", here[0].text if here and here[0].start <= led_to else None)
    return None


def _counted_first(right: str) -> str:
    """打造10个|旅游名县|和一批明珠城镇; 整治5条|道路及一批交叉口|整治: the deed is of both.

    >>> _counted_first("旅游名县和一批明珠城镇"), _counted_first("道路及一批交叉口整治")
    ('旅游名县', '道路整治')
    """
    more = _AND_MORE.search(right)
    if more is None:
        return right
    last = next(reversed(runs(right)), None)
    shared = last is not None and last.start > more.end() and last.end == len(right) and last.after
    return right[: more.start()] + (last.text if last and shared else "")


_AND = re.compile(r"和|以?及")
_PROJECT = re.compile(r"(?:工程|项目|行动|计划)$")
_WORK = re.compile(r"(?:工程|工作|任务|项目)$")


def _first_of_two(right: str) -> str:
    """15公里|农村公路新改建|和胜利大桥改扩建: of two things with a deed each it counts the first.

    >>> _first_of_two("农村公路新改建和胜利大桥改扩建"), _first_of_two("小区改造和提升")
    ('农村公路新改建', '小区改造和提升')
    """
    for deed in runs(right):
        joint = _AND.match(right, deed.end)
        if joint is None or deed.start < 2 or opening(right[joint.end() :]):
            continue
        rest = _WORK.sub("", right[joint.end() :])
        if any(r.end == len(rest) and r.start > 1 and r.after for r in runs(rest)):
            return right[: deed.end]
    return right


def described(right: str) -> str:
    """What a verb on the left governs, where its name opens with a verb too; empty if none does.

    >>> described("引领型龙头企业"), described("配套措施"), described("改造")
    ('引领型龙头企业', '配套措施', '')
    """
    right = right[: predicate_at(right)]
    if any(c in right for c in _STOPS):
        return ""
    verbs_end = max((r.end for r in runs(right)), default=adverbs_end(right, 0))
    return right if len(right) - verbs_end >= 2 else ""


def _served(right: str) -> Named | None:
    """为6800名|寄宿生补助生活费: after 为 the first verb is what is done for them."""
    # 为60万|有意愿参加的中小学生|提供托管服务.
    found = (r for r in runs(right) if r.start > 1 and not right.startswith("的", r.end))
    verb = next(found, None)
    if verb is None or verb.end == len(right) or verb.light:
        return None
    return Named(right[: verb.start], rendered(right[verb.start :]) or verb.text)


def _with_trailing_deed(right: str, found: Sequence[Verbs], q: Quantity) -> Named:
    """``烟叶收购任务`` → 烟叶, 收购. ``道路维修工程`` counted in 条 → 道路, 维修."""
    bare = right
    first = words("nouns", "entity").starting(right)
    # 15个|村|饮水安全巩固提升|工程: villages are counted, not works.
    of_places = bool(first and first.get("place")) and right.endswith("工程")
    idle = plain(q.unit) not in COUNTS_PROJECTS or of_places
    if idle or right.endswith(EFFORTS):
        bare = PROJECT.sub("", right)
        found = runs(bare)
    last = next((r for r in reversed(found) if r.end == len(bare) and r.start > 0), None)
    if last is None:
        strong = next((r for r in found if r.start > 0 and not r.noun and not r.light), None)
        return Named(right[: strong.start], strong.text) if strong else Named(right, None)
    if last.noun and not (last.after or q.counter) and bare == right:
        return Named(right, None)
    noun = bare[: last.start]
    light = next((r for r in found if 0 < r.start < last.start and r.light), None)
    noun = noun[: light.start] if light else noun
    # What is built has a longer name of its own: 10个|乡镇综合运输服务站|建设.
    if entity := _counted_entity(noun, 6 if last.text == "建设" else 8):
        # 165个村|的农村生活污水治理|任务.
        return Named(entity, noun[len(entity) :].lstrip("的") + last.text)
    return Named(noun.rstrip("的"), last.text)


def _counted_entity(noun: str, far: int) -> str | None:
    """``far``: how many letters of the deed may stand behind the thing.

    12家企业|超低排放改造: what follows the thing counted belongs to the deed.

    27家社区卫生服务机构|提档升级: the thing may have another in its name.
    推进150户“僵尸企业”|实质出清: what opened before it closes behind it.
    """
    closing = [(a, b) for a, b in guarded(noun) if b <= len(noun)]
    found = (
        at + len(entry["surface"])
        for at in range(len(noun))
        if (entry := words("nouns", "entity").starting(noun, at))
    )
    # 749个|村(居)|换届选举.
    ends = [
        next((b for a, b in closing if a < end < b or (end == a and b - a <= 5)), end)
        for end in found
    ]
    if len(noun) in ends:
        # 36所乡镇卫生院|改造: all of it is the thing.
        return None
    end = max(
        (e for e in ends if 2 <= len(noun) - e <= far and noun[e] not in "、和工级"), default=None
    )
    tail = noun_tails().ending(noun)
    if end is None or (tail and len(noun) - end > len(tail["surface"])):
        return None
    return noun[:end]
