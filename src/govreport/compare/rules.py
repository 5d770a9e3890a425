"""The rules by which comparisons are made, in words: what ``--help`` and README say.

FIGURES how two figures are compared · KEPT when a promise is kept · TOKENS what is counted
"""

FIGURES = """\
A figure has a lower and an upper end, the same one where it is no range. Ends are compared with
ends, in one unit: none lower and one higher is raised, none higher and one lower is lowered, none
moved is unchanged, or reworded where the bounding word (左右, 以上, 以内 …) or the modality
(力争, 确保) is another. Ends that move apart or together are changed, and so are figures whose
units do not convert, floors that become ceilings at another number, numbers that become words or
the reverse, and a part beside its whole (公办学位, 学位). A bounding word never moves
a number: 5%以上 and 5%左右 are both 5. A cut is
compared by its size: 下降3% to 下降3.5% is raised. The change is that of the lower end, or of the
upper where the lower stays; between two rates it is in 个百分点.
"""

KEPT = """\
A target is judged by the result of the same thing for the same period, in the same measure and
dimension. It is met: 以上, 不低于 (ge) by as much or more; 超过, 突破 (gt) by more; 以内, 不超过
(le) by as much or less; 低于 (lt) by less; 左右, 约, 近 (approx) where it is missed by no more
than 0.2 个百分点 of rates, 2 % of other numbers; a range by its nearer end or better; a number
without a bounding word by as much or more, or by as much or less where less is better (失业率,
居民消费价格, PM2.5). A cut (下降3%) is met by as large a cut. Words are met by the same words,
正增长 and 持平 by any growth, 同步 by 同步 or 高于; growing with the economy (与经济增长同步) is met
too by a rate at most 0.2 个百分点 below the growth of the GDP that NEW reports, 高于经济增长 by a
higher one. A target that lists several things (城镇和农村居民收入均增长7%) is met where each is,
and so is one of the whole (城乡居民收入) where urban and rural income are reported; where one of
these is met and the other missed, it is unclear. A rate promised of several is not met by one of
them alone. Where only one of two names says of which level it is (美丽乡村, 省级美丽乡村), what the
other holds beside it is not said, and a verdict that hangs on that is unclear; and so is what was
to be begun (开工) and is told as done, or the reverse. Whatever else is reported of the thing is
unclear. The gap is the result less the target in the unit of the target, between rates in 个百分点;
of a cut, by how much it is larger.
"""

TOKENS = """\
The share of a group is the number of tokens of the text that are keywords of the group, over the
number of all its tokens. Tokens are what jieba 0.42.1 cuts the text into with its own dictionary,
its model for unknown words and the keywords as user dictionary; punctuation counts as the papers
count it (len(jieba.lcut(text))), spaces and line ends do not. Beside it stands the number of words,
which leaves punctuation out. The text is the body of the report without what the site put around
it, in half-width forms, headings included. A keyword inside a longer token is not counted.
"""
