"""`collate spelling`: what the witnesses themselves say of their spelling."""

from __future__ import annotations

from collate.api import collating, editing
from collate.cli import console
from collate.cli.aligning import read_one_language
from collate.cli.option_groups import AlignmentOptions, ResultOptions, Witnesses, WitnessOptions, with_groups
from collate.cli.output import write_result
from collate.cli.settings import settings
from collate.variants.spelling import file


@with_groups(formats=("tsv",))
def spelling(witnesses: Witnesses, result: ResultOptions, reading: WitnessOptions, alignment: AlignmentOptions) -> int:
    """Write which letters correspond in the spellings of the witnesses, and which words are spellings of one another.

    Correct the file by hand and give it back: --spelling FILE, or spelling = "FILE" in collate.toml.
    """
    asked = settings(reading, alignment)
    found = collating.collate(read_one_language(witnesses, asked), asked)
    text = file.written(editing.spelling(found, asked))
    write_result(result.output, lambda out: console.say(out, text), people=False)
    return console.SAME
