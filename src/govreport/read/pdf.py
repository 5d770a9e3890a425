"""A PDF → its text, a paragraph to a line, read in a process of its own that can be stopped.

    b"%PDF-1.7 …"                  → "政府工作报告\\n各位代表：\\n…"
    pages that are only images     → ReadError("… scanned pages …", "recognise the text first …")

A PDF is a program for a drawing, and a stranger's: readers of it have been made to run for ever and
to eat all memory. So ``pdf_pages`` reads it in another process, with limits of time and memory.
"""

from __future__ import annotations

import json
import logging
import subprocess
import sys
from importlib.util import find_spec

from govreport.read.decode import Decoded
from govreport.read.errors import ReadError

log = logging.getLogger(__name__)

SECONDS = 120.0


def read_pdf(data: bytes, source: str, encoding: str | None) -> Decoded:
    """Convert a PDF. Raises ReadError where it cannot be read, and where it holds no text."""
    if find_spec("pypdfium2") is None:
        raise ReadError(source, "is a PDF, which needs pypdfium2", "pip install 'govreport[pdf]'")
    try:
        ended = subprocess.run(
            [sys.executable, "-m", "govreport.read.pdf_pages"],
            input=data,
            capture_output=True,
            timeout=SECONDS,
        )
    except subprocess.TimeoutExpired:
        raise ReadError(
            source,
            f"is a PDF that could not be read in {SECONDS:g} seconds",
            "print it to a new PDF, or save its text",
        ) from None
    try:
        said = json.loads(ended.stdout)
    except ValueError:
        last = ended.stderr.decode("utf-8", "replace").strip().rpartition("\n")[2]
        raise ReadError(
            source,
            f"is a PDF that ended the process reading it (exit code {ended.returncode}; {last})",
            "print it to a new PDF, or save its text",
        ) from None
    if "error" in said:
        raise ReadError(source, said["error"], said["hint"])
    if said["note"]:
        log.warning("%s: %s", source, said["note"])
    return Decoded(said["text"], "pdf", said["note"])
