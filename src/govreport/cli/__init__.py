"""The command line: ``govreport extract reports/ > records.jsonl``.

    app.py      the commands: each parses its options and calls one function
    options.py  the options that mean the same in every command
    listing.py  paths → rows of one kind
    output.py   standard output or a file, and how a command ends

Nothing heavy is imported before a command runs, so that ``--help`` is quick.
"""

from __future__ import annotations

import gc
import io
import sys


def main() -> None:
    """Entry point of ``govreport`` and of ``python -m govreport``."""
    # Data is UTF-8 whatever the console or the locale says (cp936, LANG=C), and lines end in \n.
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
    # What is made here is lists and tuples that nothing points back to; the search for rings among
    # them, every 700 objects, takes a tenth of the time.
    gc.set_threshold(50_000)
    try:
        from govreport.cli.app import app

        app()
    except KeyboardInterrupt:
        sys.exit(130)
    finally:
        # Python looks for rings once more as it ends, a sixth of the time of one report; the system
        # takes the memory back all the same.
        gc.freeze()
