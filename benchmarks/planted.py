"""Damage the translations of the treaty of 1916 and of the Charter of the United Nations, one error a copy, and see
whether the error is among the first findings.

usage: python benchmarks/planted.py [--copies 300] [--seed 1] [--first 3] [--kind KIND] [--show]
Kinds: country, city, person, number, month, negation, modal, antonym, clause. Languages: the Russian and Chinese of the
treaty; the Russian, Chinese and French of the Charter, whose original is French (for the French: English). The Charter
lies in ../shared/field/bitext, which is not part of this repository. Prints, by kind and language, the share of copies
whose error is among the first findings, by default and with --all, and what is found in the texts as they are.
"""

from __future__ import annotations

import argparse
import random
import tomllib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import regex

from collate.config import Settings
from collate.model import Language, Origin, Source
from collate.model.fidelity import Finding
from collate.translation.fidelity import findings as fidelity

ROOT = Path(__file__).parents[1]
TREATY = ROOT / "texts" / "treaty-1916"
CHARTER = ROOT.parent / "shared" / "field" / "bitext" / "uncharter"
DISTANCE = 1  # lines from the planted error in which a finding counts

# Words of each kind, twenty and more a language. A word is replaced by another of its list, the form kept as it is.
LISTS = tomllib.loads((Path(__file__).parent / "planted.toml").read_text(encoding="utf-8"))


def listed(kind: str, language: str) -> list[str]:
    """The words of a kind."""
    words: str = LISTS[kind][language]
    return words.split()


class Text(NamedTuple):
    """A translation with its original, and the name of the set."""

    name: str
    original: Source
    translation: Source


class Copy(NamedTuple):
    """A damaged translation: what was done, and the lines it was done in."""

    kind: str
    text: Text
    content: str
    line: int
    said: str


def swapped(line: str, words: Sequence[str], language: str, rng: random.Random) -> Iterator[tuple[str, str]]:
    """The line with one of the words replaced by another of the list."""
    for word in words:
        stem = word if language != "ru" else regex.sub("(?:[аяйъьо]|ия|ій)$", "", word)
        pattern = regex.escape(stem) if language == "zh" else rf"\b{regex.escape(stem)}(?=\p{{Ll}}{{0,3}}\b)"
        for match in regex.finditer(pattern, line):
            other = rng.choice([own for own in words if own[: len(stem)] != stem and stem not in own])
            mate = other if language != "ru" else regex.sub("(?:[аяйъьо]|ия|ій)$", "", other)
            yield line[: match.start()] + mate + line[match.end() :], f"{word} > {other}"


def whole(line: str, words: Sequence[str], language: str, rng: random.Random) -> Iterator[tuple[str, str]]:
    """The line with one whole word replaced; of Chinese, a numeral that stands alone."""
    for word in words:
        around = (
            (r"(?<![一二三四五六七八九十百千第零〇])", r"(?![一二三四五六七八九十百千零〇])")
            if language == "zh"
            else (r"\b", r"\b")
        )
        for match in regex.finditer(around[0] + regex.escape(word) + around[1], line):
            other = rng.choice([own for own in words if own != word and own[:2].lower() != word[:2].lower()])
            yield line[: match.start()] + other + line[match.end() :], f"{word} > {other}"


def numbered(line: str, words: Sequence[str], language: str, rng: random.Random) -> Iterator[tuple[str, str]]:
    """The line with a number changed, in words or figures."""
    yield from whole(line, words, language, rng)
    for match in regex.finditer(r"(?<!\p{N})\p{Nd}{1,4}(?!\p{N})", line):
        if match.start() > 8:  # not the label of a paragraph
            other = str(int(match.group()) + rng.randint(2, 9))
            yield line[: match.start()] + other + line[match.end() :], f"{match.group()} > {other}"


def ruled(line: str, rules: Sequence[tuple[str, str]], **_: object) -> Iterator[tuple[str, str]]:
    """The line with one rule applied in one place."""
    for old, new in rules:
        for match in regex.finditer(old, line):
            yield (
                line[: match.start()] + match.expand(new) + line[match.end() :],
                f"{match.group()} > {match.expand(new)}",
            )


def cut(line: str, language: str) -> Iterator[tuple[str, str]]:
    """The line without one clause."""
    parts = regex.findall(r".+?(?:[，；：,;:](?=\s|\p{Han}|$)\s*|$)", line)
    least = 8 if language == "zh" else 25
    for k, part in enumerate(parts):
        if len(parts) > 1 and least <= len(part) < 0.6 * len(line):
            yield "".join(parts[:k] + parts[k + 1 :]), f"- {part}"


def damages(line: str, language: str, rng: random.Random) -> dict[str, list[tuple[str, str]]]:
    """What can be done to a line, by kind."""
    modal = list(zip(*(words.split() for words in LISTS["modals"][language]), strict=True))
    edge = "" if language == "zh" else r"\b"
    both = [*modal, *((b, a) for a, b in modal)]
    return {
        "country": list(swapped(line, listed("countries", language), language, rng)),
        "city": list(swapped(line, listed("cities", language), language, rng)),
        "person": list(swapped(line, listed("persons", language), language, rng)),
        "number": list(numbered(line, listed("numbers", language), language, rng)),
        "month": list(whole(line, listed("months", language), language, rng)),
        "negation": list(ruled(line, LISTS["negations"][language])),
        "modal": list(ruled(line, [(rf"{edge}{a}{edge}", b) for a, b in both])),
        "antonym": list(ruled(line, [(rf"{edge}{a}", b) for a, b in LISTS["antonyms"][language]])),
        "clause": list(cut(line, language)),
    }


def texts() -> list[Text]:
    """The treaty in Russian and Chinese; the Charter in Russian, Chinese and French."""
    treaty = TREATY / "fr-edited.txt"
    found = [Text("treaty", source(treaty, "fr"), source(TREATY / f"{code}.txt", code)) for code in ("ru", "zh")]
    if CHARTER.is_dir():
        found += [
            Text("charter", source(CHARTER / "charter.fr", "fr"), source(CHARTER / f"charter.{code}", code))
            for code in ("ru", "zh")
        ]
        found.append(Text("charter", source(CHARTER / "charter.en", "en"), source(CHARTER / "charter.fr", "fr")))
    return found


def source(path: Path, code: str) -> Source:
    """A text with its language."""
    return Source(path.name, path.read_text(encoding="utf-8"), Origin(str(path), "", "text"), Language(code, "given"))


def copies(all_texts: Sequence[Text], number: int, rng: random.Random, only: str) -> Iterator[Copy]:
    """Damaged copies, each kind and text in turn."""
    able: dict[tuple[str, int], list[tuple[int, str, str]]] = defaultdict(list)
    for which, text in enumerate(all_texts):
        for k, line in enumerate(text.translation.content.split("\n")):
            for kind, made in damages(line, text.translation.language.base, rng).items():
                able[kind, which] += [(k, new, said) for new, said in made if new != line]
    kinds = [kind for kind in dict.fromkeys(kind for kind, _ in able) if not only or kind == only]
    for kind in kinds:
        where = [which for which in range(len(all_texts)) if able[kind, which]]
        for turn in range(-(-number // len(kinds))):
            if not where:
                break
            which = where[turn % len(where)]
            k, new, said = rng.choice(able[kind, which])
            lines = all_texts[which].translation.content.split("\n")
            lines[k] = new
            yield Copy(kind, all_texts[which], "\n".join(lines), k + 1, said)


def found(copy: Copy, first: int) -> tuple[list[bool], list[Finding]]:
    """Whether the damage is among the first findings by default, and with --all; these, and what is at its line."""
    old = copy.text.translation
    damaged = Source(old.siglum, copy.content, old.origin, old.language)
    done = fidelity.checked(copy.text.original, [damaged], Settings(), strict=True, use_dictionaries=False)
    shown = [one for one in done.findings if one.confidence >= fidelity.SURE]
    hits = [any(_at(one, copy) for one in own[:first]) for own in (shown, done.findings)]
    return hits, [*shown[:first], *(one for one in done.findings if _at(one, copy))]


def _at(finding: Finding, copy: Copy) -> bool:
    return any(
        passage.line <= copy.line <= passage.line + passage.text.count("\n") or _line(passage.line, copy)
        for passage in finding.passages
    )


def _line(line: int, copy: Copy) -> bool:
    return abs(line - copy.line) < DISTANCE


def main() -> None:
    """Print a line per kind."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--copies", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--first", type=int, default=3)
    parser.add_argument("--kind", default="")
    parser.add_argument("--show", action="store_true", help="print what is not among the first findings")
    given = parser.parse_args()
    corpus = texts()
    for text in corpus:
        done = fidelity.checked(text.original, [text.translation], Settings(), use_dictionaries=False)
        print(
            f"{text.name} {text.original.language.code}-{text.translation.language.code}:"
            f" {len(done.findings)} findings as it is"
        )
        if given.show:
            for one in done.findings:
                print("   ", one.kind, one.confidence, one.because)
    hits: dict[str, list[list[bool]]] = defaultdict(list)
    for copy in copies(corpus, given.copies, random.Random(given.seed), given.kind):
        hit, top = found(copy, given.first)
        code = copy.text.translation.language.code
        hits[copy.kind].append(hit)
        hits[f"{copy.text.name} {code}"].append(hit)
        if given.show and not all(hit):
            print(
                f"  missed{' by default' * hit[1]} {copy.kind} {copy.text.name} {code}:{copy.line} {copy.said};"
                f" found: {[(one.kind, one.confidence, one.because[:50], _at(one, copy)) for one in top]}"
            )
    hits["all"] = [hit for kind, own in hits.items() if " " not in kind for hit in own]
    for kind, own in hits.items():
        default, every = (sum(hit[k] for hit in own) for k in (0, 1))
        share = max(1, len(own))
        print(f"{kind:12} of {len(own):4}: {default / share:.2f} by default, {every / share:.2f} with --all")


if __name__ == "__main__":
    main()
