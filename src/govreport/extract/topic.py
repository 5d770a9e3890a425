"""A clause without a figure → the thing it is about, of which the clauses after it tell.

"推进新农合工作"             → 新农合          "楚雄烟厂技改搬迁全面完成"   → 楚雄烟厂
"超额完成全年外资任务"       → 外资            "粮食连年丰产丰收"           → 粮食
"""

from __future__ import annotations

import re
from functools import lru_cache

from govreport.extract.indicators import after_examples, tidy
from govreport.extract.phrases import runs, strip_leads

# 超额完成全年外资任务,增速…: of 外资.
_PROMISED = re.compile(
    r"^(?:超额|全面|圆满|较好|顺利)?完成了?(?:全年|年度|市下达的?|省下达的?)*"
    r"(?P<noun>[^,;。]{2,10}?)(?:目标)?任务$"
)
# 提高|基本养老金|水平,年均增长10%; but in 做好新农合工作,提高重大疾病保障能力,参合率… what is made
# better is not what figures are of.
_BETTERED = re.compile(
    r"(?:提高|提升|增强|改善|优化|强化|健全|完善)"
    r"(?:(?P<thing>[^,;。、]{2,16})(?:水平|质量)|[^,;。]{2,16}(?:能力|水平|质量|效能|机制|条件|环境|力度|活力))$"
)
# 继续提高|企业退休人员基本养老金,人均每年增长10%.
_RAISED = re.compile(r"^(?:继续|再次|连续)?(?:提高|增加|上调|调高|调整)了?(?=[^,;。、]{4})")
_CONCEDED = ("虽然", "尽管", "但", "经过", "通过", "为", "按照", "根据", "围绕", "面对")
# Where what a clause says of its subject begins.
_SAID = re.compile(
    r"在.{2,16}基础上|成倍增长|(?:已经?)?连续[\d一二三四五六七八九十两]+年|连年|保持[^,的]{0,10}(?:势头|态势)|增长速度|应[^,]尽[^,]|稳中|(?:较快|快速|平稳)增长|(?:再|屡|均)?创(?:出)?(?:历史)?新高|向[^,]{2,12}(?:转型|升级|迈进|延伸)"
    r"|(?:大众化|普及化)?(?:支撑|带动|引领|发展|经济(?=效益))?(?:作用|能力|水平|质效|效益)?"
    r"(?:更加|更为|日益|不断|逐年|逐步|持续|进一步|显著|明显|加快|稳步|蓬勃|快速|迅速|健康|平稳|稳定|全面|大幅|再获)"
    r"|实现了?(?:新|历史性|重大|较大|大|跨越|长足|质的)[^,的]{0,6}(?:跨越|突破|飞跃|提升|发展|进展|进步|转变)"
    r"|(?:近年来)?首次出现|通过|顺利|(?:全年|将)?保持[^,的]{0,8}增长|保持(?:稳定|平稳|增长|稳步)|(?:与|同)[^,;。]{2,12}(?:保持)?同步|(?:增幅|增速)?首次超过|(?:均|都)?(?:超额|全面)?完成"
)

_EFFORT = re.compile(r"(?:工作|建设|试点)$")


@lru_cache(maxsize=1024)
def topic(clause: str) -> str | None:
    """The thing a clause is about: the object of its verb, or its subject.

    >>> topic("推进新农合工作"), topic("楚雄烟厂技改搬迁全面完成")
    ('新农合', '楚雄烟厂')
    """
    if promised := _PROMISED.match(clause):
        return tidy(promised["noun"])
    core = _SAID.split(clause[strip_leads(clause) :])[0]
    if bettered := _BETTERED.match(core):
        return bettered["thing"] or None
    raised = _RAISED.match(core)
    core = core[raised.end() :] if raised else core
    if raised and core.endswith("标准"):
        return tidy(core)
    found = runs(core)
    if not found:
        return tidy(core) if 2 <= len(core) <= 40 and not core.startswith(_CONCEDED) else None
    strong = (r for r in found if not r.noun and not r.light and 2 <= len(core) - r.end <= 16)
    verb = found[0] if found[0].start == 0 else next(strong, None)
    if verb is None:
        noun = core[: found[0].start]
    else:
        noun = core[verb.end :].lstrip("了")
        last = next(reversed(runs(noun)), None)
        if last and last.end == len(noun) and last.start > 1:
            noun = noun[: last.start]
        noun = _EFFORT.sub("", noun)
    noun = tidy(after_examples(noun))
    return noun if 2 <= len(noun) <= 16 else None
