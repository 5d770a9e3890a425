"""Words as jieba cuts them, whichever of the two cuts."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from govreport.segment import Segmenter

FIXTURES = Path(__file__).parent.parent / "fixtures"
TEXTS = [
    "力争引进项目1-2个,详见www.example.gov.cn,增长5.5%,R&D投入占比2.8%。",
    "到2025年(“十四五”末),PM2.5浓度降至38微克/立方米以下; 13.RCEP:区域全面经济伙伴关系协定",
    "",
    " \n",
]


def test_keywords_are_never_cut_apart() -> None:
    text = "大力发展绿色金融和数字经济核心产业"
    cut = Segmenter(["绿色金融", "数字经济核心产业"]).cut(text)
    assert "绿色金融" in cut and "数字经济核心产业" in cut
    assert "".join(cut) == text
    assert "绿色金融" not in Segmenter().cut(text)


def test_both_cut_alike() -> None:
    pytest.importorskip(
        "rjieba", reason="rjieba is not installed, so that there is nothing to compare"
    )
    texts = TEXTS + [
        path.read_text(encoding="utf-8") for path in sorted(FIXTURES.glob("lanxi-*.txt"))
    ]
    words = ["碳达峰", "一老一小"]
    fast, reference = Segmenter(words), Segmenter(words, reference=True)
    for text in texts:
        assert fast.cut(text) == reference.cut(text)


def test_nothing_is_loaded_before_the_first_cut() -> None:
    code = (
        "import sys, govreport.segment as s; s.Segmenter(['a']);"
        "print('jieba' in sys.modules or 'rjieba' in sys.modules)"
    )
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert out.stdout.strip() == "False"


def test_the_cache_is_in_a_folder_of_ones_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert Segmenter(reference=True).cut("地区生产总值增长") == ["地区", "生产总值", "增长"]
    folder = tmp_path / "govreport"
    assert list(folder.iterdir())
    assert folder.stat().st_mode & 0o077 == 0
