"""Shows how a unit came to its labels, step by step from the bytes of the files."""

from __future__ import annotations

from collections.abc import Iterator

from rich.text import Text

from collate.io.wording import isolated, one_line, reading_words, shortened, sigla_list, visible
from collate.model import Apparatus, Asked, Derivation, Explanation, Extract, Reading
from collate.terminal.folding import Folded
from collate.terminal.signs import HEADING, QUIET
from collate.variants.entries import line

SHOWN = 20  # words of a witness that are shown; of more, the first and the last


def view(apparatus: Apparatus, explanation: Explanation) -> Iterator[Folded]:
    """The entry, its place in each witness, the alignment evidence, and the tests applied to its words."""
    for text, style in _steps(apparatus, explanation):
        for one in text.split("\n"):
            words = one.lstrip(" ")
            yield Folded(Text(words, style=style), len(one) - len(words), len(one) - len(words) + 4)


def _steps(apparatus: Apparatus, explanation: Explanation) -> Iterator[tuple[str, str]]:
    """Lines, with their indents, and the style of each."""
    unit = explanation.unit
    yield f"{unit.id}  {line(apparatus, unit)}", HEADING
    place = f"{visible(unit.section) or 'text'}, {visible(unit.locus)}"
    yield f"{place}, word {unit.word} of {visible(apparatus.base)}\n", ""
    yield "In the files", HEADING
    outer = {one.siglum: one.unit for one in unit.absent}
    for extract in explanation.extracts:
        yield _extract(extract, outer.get(extract.siglum)), ""
    if explanation.replayed:
        yield f"  checked: these bytes of the files hold the words of {sigla_list(explanation.replayed)}", ""
    yield "\nWhy here", HEADING
    yield f"  positions {unit.start + 1} to {unit.end} of the table: {explanation.why_here}", ""
    for because in explanation.moves:
        yield f"  transposition: {because}", ""
    for derivation in explanation.derivations:
        yield from _derivation(apparatus, unit.lemma, derivation)


def _extract(extract: Extract, outer: int | None) -> str:
    if not extract.text:
        why = "" if outer is None else f": it is absent by u{outer}, and supports no reading"
        return f"  {visible(extract.siglum)}  nothing{why}"
    start, end = extract.octets or extract.characters
    where = f"{'bytes' if extract.octets else 'characters'} {start}-{end}"
    forms = f", compared as {_list(extract.forms)}" if extract.forms != extract.tokens else ""
    return (
        f"  {visible(extract.siglum)}  {isolated(shortened(one_line(extract.text), SHOWN))}\n"
        f"    {visible(extract.path)}:{extract.line}:{extract.column}, {where} ({extract.encoding}, sha256"
        f" {extract.sha256[:12]})\n"
        f"    words {_list(extract.tokens)}{forms}"
    )


def _list(words: tuple[str, ...]) -> str:
    shown = words if len(words) <= SHOWN else (*words[: SHOWN // 2], "…", *words[-SHOWN // 4 :])
    return " | ".join(isolated(one_line(word)) for word in shown)


def _derivation(apparatus: Apparatus, lemma: Reading, derivation: Derivation) -> Iterator[tuple[str, str]]:
    reading = derivation.reading
    both = f"{shortened(reading_words(lemma), SHOWN)} / {shortened(reading_words(reading), SHOWN)}"
    yield f"\n{both} {sigla_list(reading.sigla)}", HEADING
    for asked in derivation.asked:
        yield _asked(asked), QUIET
    for label in derivation.labels:
        kind = apparatus.classes.get(label.name, "")
        yield f"  {label.name} ({kind}) by the rule: {visible(label.rule)}\n    {visible(label.because)}", ""


def _asked(asked: Asked) -> str:
    lines = [f"  {isolated(visible(asked.base))} / {isolated(visible(asked.other))}"]
    lines += [f"    {question}? {'yes' if answer else 'no'}" for question, answer in asked.answers]
    return "\n".join(lines)
