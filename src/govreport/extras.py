"""Optional libraries, each named with the extra that installs it.

require("pyarrow", "arrow", "Parquet")
→ the module, or MissingExtra: Parquet needs pyarrow: pip install 'govreport[arrow]'
"""

from __future__ import annotations

from importlib import import_module
from typing import Any


class MissingExtra(Exception):
    """What was asked for needs a library that is not installed; the message says which."""


def require(module: str, extra: str, what: str) -> Any:
    """The module. Raises MissingExtra."""
    try:
        return import_module(module)
    except ImportError as error:
        if error.name and error.name.split(".")[0] != module.split(".")[0]:
            raise
        raise MissingExtra(f"{what} needs {module}: pip install 'govreport[{extra}]'") from None
