"""Optional sentence vectors from a model in a local folder (extra `collate-texts[neural]`); nothing is downloaded."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from collate.errors import InputError, PluginError


def embedder(folder: str) -> Callable[[Sequence[str]], Any]:
    """A function that returns unit vectors for sentences. InputError without a model, PluginError without the extra."""
    if not Path(folder).is_dir():
        raise InputError("is no folder", path=folder, hint="name the folder of a sentence-transformers model")
    try:
        from sentence_transformers import SentenceTransformer  # noqa: PLC0415  an extra
    except ImportError:
        raise PluginError(
            "a model of sentences wants another package", hint="pip install 'collate-texts[neural]'"
        ) from None
    try:
        model = SentenceTransformer(str(Path(folder).resolve()), local_files_only=True, device="cpu")
    except Exception as problem:  # noqa: BLE001  whatever goes wrong inside another package's loader
        reason = str(problem).partition("\n")[0]
        raise InputError(f"holds no model that can be loaded ({reason})", path=folder, hint="name its folder") from None
    return lambda texts: model.encode(list(texts), normalize_embeddings=True, show_progress_bar=False)
