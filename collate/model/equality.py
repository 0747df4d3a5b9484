"""Equality of data classes that hold numpy arrays, which ``==`` compares element by element."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from typing import Any

import numpy as np


def equal(one: Any, other: Any) -> bool:
    """Whether two dataclasses of one class have equal fields: arrays by shape and elements, sequences by their items.

    A list equals a tuple of the same items.
    """
    return all(_same(getattr(one, field.name), getattr(other, field.name)) for field in fields(one) if field.compare)


def _same(one: Any, other: Any) -> bool:
    if one is other:
        return True
    if isinstance(one, np.ndarray) or isinstance(other, np.ndarray):
        return np.array_equal(one, other)
    if isinstance(one, Mapping) and isinstance(other, Mapping):
        return one.keys() == other.keys() and all(_same(value, other[key]) for key, value in one.items())
    if isinstance(one, list | tuple) and isinstance(other, list | tuple):
        return len(one) == len(other) and all(map(_same, one, other))
    return bool(one == other)
