"""Every file that Collate reads besides texts can be anything: it is read, or refused in one sentence that names it."""

from __future__ import annotations

import bz2
import contextlib
import gzip
import io
import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache, partial
from itertools import islice
from pathlib import Path
from typing import Any

import pytest

import collate as library
from collate import pipeline, registry
from collate.alignment import constraints
from collate.cli.commands.run import _summary
from collate.config import Project, Settings, project
from collate.errors import CollateError
from collate.languages import packs
from collate.model import Apparatus, Source
from collate.projects import file, running, store
from collate.translation import bilingual_lexicon, dictionaries, termbase
from collate.variants.compare import changes
from collate.variants.decisions import replay
from collate.variants.entries import entries
from collate.witnesses import language
from collate.witnesses.described import described
from collate.witnesses.readers import apparatus, collatex, table
from tests.conftest import THOROUGH, Late, in_time, thorough
from tests.hostile import mutants

CASES = 10_000 if THOROUGH else 500
USED = 500 if THOROUGH else 8  # of the mutants that are read, so many are also used
SECONDS = 10  # that a case may take on a busy machine
LONGEST = 2_000  # characters of a message
EN = Settings(languages=("en",))
SOURCES = [
    library.text("A", "the king of France said many words", "en"),
    library.text("B", "the kings of France say words", "en"),
]

DECISION = {
    "do": "regularise", "base": "A", "at": "king", "before": "the", "after": "of France said", "word": 2, "nth": 1,
    "of": 1, "section": "", "lemma": "king", "reading": "kings", "scope": "here", "who": "E", "when": "2026-11-24",
    "why": "a slip",
}  # fmt: skip
PROJECT = {
    "labels": {"orthography": "substantive"},
    "print": {
        "profile": "classical", "between": "; ", "order": ["A", "B"], "groups": {"α": ["A", "B"]}, "longest": 8,
        "cett_from": 4, "labels": True, "signs": {"omission": "-"}, "hands": ["{siglum}1", "{siglum}2"],
        "sigla": "order",
    },
    "witnesses": {"A": "A.txt", "B": ["B.txt"]},
    "sections": {"by": "lines", "match": [{"A": "line 1", "B": "line 1"}]},
    "settings": {
        "base": "A", "language": "en", "encoding": "utf-8", "normalise": ["case"], "ignore": ["punctuation"],
        "only": ["substantive"], "cjk": "characters", "aligner": "anchored", "profile": "classical", "max-size": 8,
    },
    "outputs": {"folder": "collated", "apparatus": ["json"], "table": "csv"},
}  # fmt: skip
DESCRIBED = {"witness": [
    {"siglum": "A", "file": "A.txt", "language": "en", "title": "T", "date": "1916", "what": "a draft", "status": "s",
     "source": "us"},
    {"file": "B.txt", "date": 1917},
]}  # fmt: skip
COLLATEX = {"witnesses": [
    {"id": "A", "content": "the king said"}, {"id": "B", "tokens": [{"t": "the ", "n": "the"}, {"t": "kings"}]},
]}  # fmt: skip
TSV = "concept\tfr\tru\tnote\tsource\npeace\tpaix|!trêve\tмир\tn\ts\nwar\tguerre\tвойна\t\t"
TBX = (
    '<?xml version="1.0"?><tbx xmlns="urn:iso:std:iso:30042:ed-2"><text><body><conceptEntry id="c1">\n'
    '<descrip type="subjectField">peace</descrip>\n<langSec xml:lang="fr"><termSec><term>paix</term>\n'
    '<termNote type="administrativeStatus">preferredTerm-admn-sts</termNote></termSec></langSec>\n'
    "</conceptEntry></body></text></tbx>"
)
FREEDICT = (
    '<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body>\n<entry><form><orth>paix</orth></form>\n'
    '<sense><cit type="trans">\n<quote>мир</quote></cit></sense></entry>\n</body></text></TEI>'
)
DICTD = "maison /mɛ.zɔ̃/ <n, fem>\n  дом, жилище; (стар.) кров\n\neau /o/\n1. вода [x]\nrivière <n>\nрека"
CEDICT = "# CC-CEDICT\n條約 条约 [tiao2 yue1] /treaty/pact/\n水 水 [shui3] /water (H2O)/"
UNIHAN = "# Unihan\nU+6C34\tkDefinition\twater, liquid (see 183); lotion\nU+6C34\tkMandarin\tshui3"
ANCHORS = "# anchors\nA:1.2=B:1.2\nA:1.4=B:1.4"
CSV = "A,B,C\nthe,the,the\nking,kings,\nsaid,says,say"
PACK = {
    "spelling.tsv": "oi\tai\tend\toi and ai\tnothing\ny\ti\tbefore a, doubtful\ty and i\tnothing",
    "numerals.tsv": "one\t1\ntwo\t2", "months.tsv": "may\t5\njune\t6", "ordinals.tsv": "first\t1\nsecond\t2",
    "abbreviations.tsv": "mr\tmister\nst\tsaint", "endings.txt": "s es ∅\ned d", "look-alikes.txt": "rn m\ncl d",
    "letters.txt": "ñ", "elisions.txt": "th\no", "keyboard.txt": "q w e r t y", "function-words.txt": "the of\nand",
    "doubled.txt": "had", "prefixes.txt": "un re",
}  # fmt: skip


Reads = Callable[[Path, bytes, bool], bool]
# Of these every line that means nothing is passed over, as every line that is no headword is.
NEVER_REFUSED = {"dictd", "CC-CEDICT", *(f"pack {name}" for name in PACK if name.endswith("txt"))}


@cache
def collated() -> Apparatus:
    return library.apparatus(library.collate(SOURCES))


def written(group: str, form: str) -> Any:
    """What one of our writers makes of two witnesses."""
    out = io.StringIO()
    registry.load(group, form)(collated(), out)
    return json.loads(out.getvalue())


def put(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


def planned(folder: Path) -> tuple[Any, Settings]:
    """A project of two witnesses in a folder."""
    for source in SOURCES:
        if not (folder / f"{source.siglum}.txt").exists():
            put(folder, f"{source.siglum}.txt", source.content.encode())
    if not (folder / "collate.toml").exists():
        text = '[witnesses]\nA = "A.txt"\nB = "B.txt"\n[sections]\nby = "none"\n[settings]\nlanguage = "en"\n'
        put(folder, "collate.toml", text.encode())
    return file.plan(folder)


# Each reads a file that stands in a folder, and with `use` does with it what commands do; whether it was read at all.


def record(folder: Path, data: bytes, use: bool) -> bool:
    plan, settings = planned(folder)
    put(folder, ".collate/sections/text.json", data)
    found = store.read(plan.folder, "text")
    if found is not None and use:
        store.missing(plan, found)
        running.summary(running.state(plan, settings))
    return found is not None


def remembered(folder: Path, data: bytes, use: bool) -> bool:
    plan, settings = planned(folder)
    place = put(folder, ".collate/state.json", data)
    if use:
        running.as_it_was(plan, settings)
    store.settled(plan, "x")
    return store._document(plan.folder, plan.folder / place.relative_to(folder), store._State) is not None


def summary(folder: Path, data: bytes, use: bool) -> bool:
    plan, _ = planned(folder)
    put(plan.target, "summary.json", data)
    found = store._document(plan.folder, plan.target / store.SUMMARY, store.Summary)
    if found is not None and use:
        with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
            list(_summary(found))
    return found is not None


def asked(folder: Path, data: bytes, use: bool) -> bool:
    put(folder, "collate.toml", data)
    plan, settings = planned(folder)
    if use:
        list(entries(collated(), settings.print_profile()))
        running.state(plan, settings)
    return True


def print_profile(folder: Path, data: bytes, use: bool) -> bool:
    put(folder, "collate.toml", data)
    profile = Settings(project=project(folder)).print_profile()
    if use:
        list(entries(collated(), profile))
    return True


def descriptions(folder: Path, data: bytes, use: bool) -> bool:
    path = str(put(folder, "A.txt", b"the king"))
    put(folder, "witnesses.toml", data)
    described(path)
    if use:
        pipeline.sources([pipeline.Named(path)], EN)
    return True


def decisions(folder: Path, data: bytes, use: bool) -> bool:
    settings = replace(EN, project=Project(decisions=put(folder, "decisions.toml", data)))
    replay.decisions(settings)
    if use:
        pipeline.apparatus(pipeline.collate(pipeline.witnesses(SOURCES, settings), settings), "A", settings)
    return True


def anchors(folder: Path, data: bytes, use: bool) -> bool:
    settings = replace(EN, anchors=constraints.anchor_lines([str(put(folder, "anchors.txt", data))]))
    pipeline.collate(pipeline.witnesses(SOURCES, settings), settings)
    return True


def reported(folder: Path, data: bytes, use: bool) -> bool:
    found = apparatus.read(data, str(folder / "x.json"))
    changes(found.units, found.units[::-1])
    if use:
        pipeline._claimed(found.units, found.base, SOURCES, EN)
    return True


def tokens(folder: Path, data: bytes, use: bool) -> bool:
    return aligned(collatex.read(data, path=str(folder / "x.json"), siglum="x"), use)


def cells(folder: Path, data: bytes, use: bool) -> bool:
    return aligned(table.read(data, path=str(folder / "x.csv"), siglum="x"), use)


def aligned(found: list[Source], use: bool) -> bool:
    """The table as it stands, and its apparatus."""
    if use and len(found) > 1:
        sources = language.settled(found, EN.languages, range(len(found)))
        made = pipeline.collate(pipeline.witnesses(sources, EN), EN)
        pipeline.apparatus(made, made.sigla[0], EN)
    return True


def terms(folder: Path, data: bytes, use: bool) -> bool:
    found = termbase.read(data, path=str(folder / "terms.tsv"))
    if use:
        bilingual_lexicon.known(("fr", "ru"), ({"paix", "guerre"}, {"мир", "война"}), Settings(), [], found)
    return True


def bilingual(name: str) -> Reads:
    def read(folder: Path, data: bytes, use: bool) -> bool:
        for word, translation in dictionaries.pairs(put(folder, name, data)):
            word.encode()
            translation.encode()
        return True

    return read


def language_pack(name: str) -> Reads:
    def read(folder: Path, data: bytes, use: bool) -> bool:
        put(folder, f"languages/en/{name}", data)
        packs.load("en", [folder / "languages"])
        if use:
            packs._of_project.cache_clear()
            settings = replace(EN, project=Project(languages=folder / "languages"))
            pipeline.apparatus(pipeline.collate(pipeline.witnesses(SOURCES, settings), settings), "A", settings)
        return True

    return read


Made = Callable[[str], Iterator[bytes]]


def document(example: Callable[[], Any], form: str) -> Made:
    return lambda seed: mutants.of_document(example(), form, seed)


def lines(text: str, between: str, packed: Callable[[bytes], bytes] | None = None) -> Made:
    """Mutants of lines; of the packed file too, every third."""
    rows = [line.split(between) for line in text.split("\n")]

    def made(seed: str) -> Iterator[bytes]:
        for number, data in enumerate(mutants.of_table(rows, between, seed)):
            whole = packed(data) if packed else data
            yield next(mutants.of_bytes(whole, f"{seed} {number}")) if packed and number % 3 == 0 else whole

    return made


def kept() -> dict[str, Any]:
    """A record as a run writes it."""
    return {
        "cause": {
            "program": "x", "versions": {"collate": "0.1"}, "outputs": [["apparatus", "json"]],
            "settings": {"base": "A", "languages": {"en": {}}}, "decisions": "x",
            "texts": {"A": {"text": "x", "line": 1, "file": "A.txt"}, "B": {"text": "y", "line": 1, "file": "B.txt"}},
        },
        "files": {"json/text.json": ["0" * 64, 10, 10]}, "units": 2, "labels": {"slip": 1}, "findings": {"number": 1},
        "notes": ["n"], "lines": [1], "failed": "",
    }  # fmt: skip


def come_to() -> dict[str, Any]:
    return {
        "form": "collate-project-1", "sections": {"text": {"witnesses": ["A", "B"], "units": 2, "labels": {"slip": 2}}},
        "labels": {"slip": 2}, "failed": {"b": "why"}, "alone": [{"key": "c", "witness": "A"}], "notes": ["n"],
    }  # fmt: skip


READERS: dict[str, tuple[Made, Reads]] = {
    "record": (document(kept, "json"), record),
    "state": (document(lambda: {"inputs": "x", "sections": {"text": "y"}, "summary": "z"}, "json"), remembered),
    "summary": (document(come_to, "json"), summary),
    "collate.toml": (document(lambda: PROJECT, "toml"), asked),
    "print profile": (document(lambda: {"print": PROJECT["print"]}, "toml"), print_profile),
    "witnesses.toml": (document(lambda: DESCRIBED, "toml"), descriptions),
    "decisions": (document(lambda: {"decision": [DECISION, {**DECISION, "do": "split", "value": "1"}]}, "toml"), decisions),
    "anchors": (lines(ANCHORS, "="), anchors),
    "apparatus": (document(lambda: written(registry.APPARATUSES, "json"), "json"), reported),
    "table": (document(lambda: written(registry.TABLES, "json"), "json"), tokens),
    "CollateX": (document(lambda: COLLATEX, "json"), tokens),
    "CSV": (lines(CSV, ","), cells),
    "termbase TSV": (lines(TSV, "\t"), terms),
    "termbase CSV": (lines(TSV.replace("\t", ","), ","), terms),
    "termbase TBX": (lines(TBX, ">"), terms),
    "dictd": (lines(DICTD, " "), bilingual("x.dict")),
    "dictd, packed": (lines(DICTD, " ", partial(gzip.compress, mtime=0)), bilingual("x.dict.dz")),
    "FreeDict": (lines(FREEDICT, ">"), bilingual("x.tei")),
    "CC-CEDICT": (lines(CEDICT, " "), bilingual("cedict.u8")),
    "Unihan": (lines(UNIHAN, "\t"), bilingual("Unihan_Readings.txt")),
    "Unihan, packed": (lines(UNIHAN, "\t", bz2.compress), bilingual("Unihan_Readings.txt.bz2")),
    **{f"pack {name}": (lines(text, "\t" if name.endswith("tsv") else " "), language_pack(name)) for name, text in PACK.items()},
}  # fmt: skip


@pytest.mark.parametrize("name", READERS)
def test_a_file_of_ours_is_read_or_refused_in_a_sentence(name: str, tmp_path: Path) -> None:
    """By a seed; the sentence names a file, on one line. The first fault shows the bytes."""
    made, read = READERS[name]
    cases = CASES // len(PACK) if name.startswith("pack ") else CASES  # of all files of a pack together
    used = 0
    for number, data in enumerate(islice(made(f"{name} 1"), cases)):
        try:
            with in_time(SECONDS):
                used += read(tmp_path, data, used < USED)
        except CollateError as problem:
            sentence = problem.sentence()
            assert "\n" not in sentence, (number, sentence)
            assert len(sentence) < LONGEST, (number, sentence)
        except (Exception, Late) as problem:
            (tmp_path / "fault").write_bytes(data)
            raise AssertionError(f"{name}, case {number}: {type(problem).__name__} on {data[:300]!r}") from problem
    assert 0 < used < cases or name in NEVER_REFUSED, f"{used} of {cases} mutants are read: do they reach the reader?"


MANY = 50_000
LARGE = {
    "concepts": ("termbase TSV", "concept\tfr\n" + "".join(f"c{k}\ta\n" for k in range(MANY))),
    "columns": ("termbase TSV", "concept\t" + "\t".join(["fr"] * MANY)),
    "terms of a concept": ("termbase TSV", f"concept\tfr\tru\nx\t{'|'.join(map(str, range(MANY)))}\t{'|'.join(map(str, range(MANY)))}"),
    "terms in TBX": ("termbase TBX", f"<tbx><conceptEntry><langSec>{'<tig><term>a</term></tig>' * MANY}</langSec></conceptEntry></tbx>"),
    "languages in languages": ("termbase TBX", f"<tbx><conceptEntry>{'<langSec>' * 200}{'<tig><term>a</term></tig>' * 5_000}{'</langSec>' * 200}</conceptEntry></tbx>"),
    "keys": ("CollateX", "{" + "".join(f'"k{k}": 1, ' for k in range(MANY)) + '"z": 1, "z": 2}'),
    "keys of 30 kB": ("CollateX", ('{"' + "k" * 30_000 + '":') * 600 + '"\\ud800"' + "}" * 600),
    "decisions": ("decisions", "[[decision]]\n" * MANY),
    "decisions, and one cut off": ("decisions", "[[decision]]\n" * MANY + "x"),
    "anchors": ("anchors", "A:1.2=B:1.2\n" * 10_000),
    "descriptions": ("witnesses.toml", "".join(f'[[witness]]\nfile = "f{k}"\n' for k in range(MANY))),
    "groups": ("print profile", "[print.groups]\n" + "".join(f'g{k} = ["A"]\n' for k in range(MANY))),
    "matches": ("collate.toml", '[witnesses]\nA = "A.txt"\nB = "B.txt"\n[sections]\nmatch = [' + '{A="a",B="b"},' * 10_000 + "]"),
}  # fmt: skip


SLOW = {"keys of 30 kB", "decisions, and one cut off", "groups"}


@pytest.mark.parametrize("what", [pytest.param(what, marks=thorough) if what in SLOW else what for what in LARGE])
def test_a_large_file_of_ours_takes_no_square_of_its_size(what: str, tmp_path: Path) -> None:
    """Ten thousands of one thing, and a few seconds; some of these took more than a minute."""
    name, text = LARGE[what]
    with in_time(4 * SECONDS), contextlib.suppress(CollateError):
        READERS[name][1](tmp_path, text.encode(), False)
