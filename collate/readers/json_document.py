"""JSON to its values, with whatever is wrong in one sentence."""

from __future__ import annotations

import json
from typing import Any

from collate.errors import InputError, LimitError


def document_of(text: str, path: str, hint: str | None = None) -> dict[str, Any]:
    """The object that a text holds. InputError with line and column if it is none, LimitError for depth or size."""
    try:
        found = json.loads(text)
    except json.JSONDecodeError as problem:
        raise InputError(
            f"is not JSON ({problem.msg})", path=path, line=problem.lineno, column=problem.colno, hint=hint
        ) from None
    except RecursionError:
        raise LimitError("is nested too deeply", path=path) from None
    except ValueError:  # an integer of thousands of digits
        raise LimitError("holds a number of thousands of digits", path=path) from None
    if not isinstance(found, dict):
        raise InputError("is not a JSON object", path=path, hint=hint or "see docs/formats.md for the forms read")
    return found
