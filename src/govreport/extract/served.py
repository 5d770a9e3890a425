"""Text left of a number that says for whom before it says what is done → its noun and its verb.

"为中小企业提供担保贷款"     → 担保贷款, 提供
"利用空地建设停车泊位"       → 停车泊位, 建设
"再为企业降低各类成本"       → 企业各类成本, 降低
"提请省人大常委会审议地方性法规" → 地方性法规, 提请审议
"""

from __future__ import annotations

import re

from govreport.extract.indicators import after_examples, is_bare, tidy
from govreport.extract.phrases import Named, Verbs, runs
from govreport.extract.words import words

_MADE = "(?:制定|修订|修改|废止)"
_SPLIT_VERBS = re.compile(
    rf"(?:^|院|府)(?P<a>提请)[^,;。、]{{0,14}}?(?P<b>审议|{_MADE}(?:[、和或]?{_MADE})*)(?P<noun>.+)$"
)
_PREPOSITION = re.compile(
    r"^(?:\(.{1,3}\))?(?:全年|累计|共|已|将|再|要|可|免费)*(?:为|面?向|对|赴|利用|通过|依托|围绕|动员|鼓励|引导|支持|组织)"
)
# 再为企业降低各类成本400亿元: whose costs they are.
_RELIEVED = re.compile(
    r"^(?:再|累计|共|全年|年内|可|要|将|已|预计|确保|力争|多措并举)*为(?P<who>[^,;。、]{2,8}?)(?P<verb>降低|减少|减轻)(?P<noun>.{2,})$"
)
# 通过电力多边交易|降低|企业用电成本|4.7亿元.
_LOWERED = re.compile(
    r"^(?:累计|全年)?(?:通过|利用|依托)[^,;。]{2,14}?(?P<verb>降低|减少|减轻)(?P<noun>.{2,})$"
)
# 组织企业|参加|境内外展会|22场次.
_SENT = re.compile(
    r"^(?:全年|累计|共)*(?:组织|支持|帮助|引导|鼓励)[^,;。、]{2,8}?(?P<verb>参加)(?P<noun>.{2,})$"
)
# 集中采购|为群众|减负|8亿元.
_RELIEF = re.compile(
    r"(?:为|给予?|向)(?P<who>[^,;。、为给向]{2,8}?)(?:新增|累计|再)?(?P<deed>减负|降本|让利|纾困|增收|退税)$"
)
_TRADED = re.compile(r"对[^,;。、为]{1,16}(?:进出口|出口|进口|贸易|投资)(?:总?[额值])?")
_INNER_PREPOSITION = re.compile(r"(?:向|为|对|给)[^,;。、]{2,8}$")


def split_verb(core: str) -> Named | None:
    """提请省人大常委会审议地方性法规 → 地方性法规, 提请审议."""
    m = _SPLIT_VERBS.search(core)
    if m is None:
        return None
    return Named(tidy(m["noun"]), m["a"] + m["b"] if m["b"] == "审议" else m["b"])


def after_preposition(opened: str, core: str) -> Named | None:
    """为中小企业提供担保贷款 → 担保贷款, 提供. 利用空地建设停车泊位 → 停车泊位, 建设."""
    if _TRADED.fullmatch(core):
        # 对俄|出口|90.7亿元.
        return Named(tidy(core), None)
    if relief := _RELIEF.search(opened):
        return Named(tidy(relief["who"] + relief["deed"]), None)
    if lowered := _LOWERED.match(opened):
        return Named(tidy(lowered["noun"]), lowered["verb"])
    if relieved := _RELIEVED.match(opened):
        return Named(tidy(relieved["who"] + relieved["noun"]), relieved["verb"])
    if sent := _SENT.match(opened):
        return Named(after_examples(tidy(sent["noun"])), sent["verb"])
    found = [r for r in runs(core) if r.end < len(core)]
    prepared = _PREPOSITION.match(opened) is not None
    deed = words("nouns", "deed").ending(core) if prepared else None
    if deed and len(deed["surface"]) < len(core) and all(r.noun for r in found):
        return Named(deed["surface"], None)
    if prepared:
        later = [r for r in found if r.start > 1]
        strong = (r for r in later if not r.noun and not r.light)
        verb = next(strong, None) or (later[0] if later else None)
    else:
        inner = (r for r in found if r.start > 3 and not r.light)
        verb = next((r for r in inner if _INNER_PREPOSITION.search(core[: r.start])), None)
    if verb and verb.light and is_bare(object_of(core, verb)) and core.startswith("对"):
        # 对外承包工程业务完成|营业额|11383亿元.
        return Named(tidy(core[: verb.start]) + object_of(core, verb), None)
    return Named(object_of(core, verb), verb.text) if verb else None


def object_of(core: str, verb: Verbs) -> str:
    return tidy(core[verb.end :].lstrip("了"))
