"""Words that are moved over gaps stay in order, and none is lost."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from collate.alignment.lexicon import Lexicon
from collate.alignment.repeats import gathered, nearest

WORDS = ["", "abcd", "abce", "abxx", "xxcd", "dcba", "dcbx"]


@given(st.lists(st.lists(st.sampled_from(WORDS), min_size=3, max_size=3), min_size=1, max_size=9))
def test_no_word_is_lost_and_none_goes_over_another(places: list[list[str]]) -> None:
    """By neither of the two rules."""
    lexicon = Lexicon([[word for word in column if word] for column in zip(*places, strict=True)])
    codes = np.array([[lexicon.code.get(word, -1) for word in place] for place in places], dtype=np.int32)
    table = np.where(codes >= 0, np.cumsum(codes >= 0, axis=0) - 1, -1).astype(np.int32)
    for made in (nearest(table, codes, lexicon), gathered(table, codes)):
        for row in range(codes.shape[1]):
            assert made[made[:, row] >= 0, row].tolist() == list(range(int((codes[:, row] >= 0).sum())))
