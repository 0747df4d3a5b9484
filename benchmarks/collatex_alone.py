"""CollateX 2.3 by itself on some files: what a user would run without Collate. Prints nothing."""

from __future__ import annotations

import sys
import warnings
from pathlib import Path

warnings.simplefilter("ignore")
from collatex import Collation, collate  # noqa: E402

collation = Collation()
for number, name in enumerate(sys.argv[1:]):
    collation.add_plain_witness(f"W{number}", Path(name).read_text(encoding="utf-8"))
collate(collation, segmentation=False)
