"""Several languages in one table and one view: nothing lost, nothing guessed, evidence for all."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from collate.config import Settings
from collate.model import Language, Origin, Source
from collate.translation import table as multilingual
from collate.translation.beads.words import links
from tests.conftest import TREATY, Collate, run, thorough

BARE = ("--no-dictionaries", "--terms", TREATY / "terms.tsv")
WORDS = st.sampled_from(
    ["paix", "12", "le", "мир", "двенадцать", "和平", "十二", "Chine", "Китай", ".", "\n", " ", "é\u0301"]
)


def text(siglum: str, content: str, code: str) -> Source:
    """A text of a language."""
    return Source(siglum, content, Origin(f"{siglum}.txt", "0", "text"), Language(code, "given"))


def test_the_parties_stand_in_one_column(collate: Collate) -> None:
    """In three languages, with the termbase as the reason; headings and dates likewise."""
    names = [TREATY / f"{name}.txt" for name in ("fr-draft", "ru", "zh")]
    rows = list(csv.DictReader(io.StringIO(collate("table", "--to", "csv", *BARE, *names).out)))
    shared = {(row["fr-draft"], row["ru"], row["zh"], row["by"]) for row in rows if row["by"]}
    assert (
        "Hautes Parties Contractantes", "Высокія Договаривающіяся Стороны", "兩締約國",
        "termbase: high contracting parties",
    ) in shared  # fmt: skip
    assert ("Article I", "Статья I", "第一條", "heading") in shared
    assert ("Sazonov", "Сазоновъ", "沙查諾夫", "ru: learnt, 1.00; zh: sounds alike") in shared
    assert ("20 Juin/3 Juillet 1916", "20 іюня/3 іюля 1916", "一千九百十六年六月二十日", "date") in shared
    assert ("17/30 Juillet 1907", "17/30 іюля 1907", "一千九百零七年七月十七日", "date") in shared
    assert all(sum(bool(row[name]) for name in ("fr-draft", "ru", "zh")) == 1 for row in rows if not row["by"])


def test_a_table_of_five_texts_in_four_languages_rebuilds_each(collate: Collate) -> None:
    """Byte for byte, from the JSON."""
    names = ["fr-draft", "fr-edited", "ru", "zh", "en"]
    document = json.loads(collate("table", "--to", "json", *BARE, *[TREATY / f"{name}.txt" for name in names]).out)
    for name, row, source in zip(names, document["table"], document["sources"], strict=True):
        rebuilt = source["lead"] + "".join(token["t"] for cell in row if cell for token in cell)
        assert rebuilt.encode() == (TREATY / f"{name}.txt").read_bytes()


@settings(max_examples=25)
@given(st.lists(st.tuples(*[st.lists(WORDS, max_size=12)] * 3), min_size=1, max_size=4))
def test_no_text_loses_anything(passages: list[tuple[list[str], list[str], list[str]]]) -> None:
    """Whatever the texts, and whether or not they have anything to do with one another."""
    contents = ["\n".join(" ".join(side) for side in sides) for sides in zip(*passages, strict=True)]
    sources = [text(code, content, code) for code, content in zip(("fr", "ru", "zh"), contents, strict=True)]
    found = multilingual.tabulated(sources, "fr", Settings(), use_dictionaries=False).collation
    for index, source in enumerate(sources):
        column = found.columns[:, index]
        witness = found.witnesses[index]
        lead, pieces = witness.pieces()
        assert lead + "".join(pieces[k] for k in column[column >= 0].tolist()) == source.content


def test_word_links_are_those_of_a_plain_computation() -> None:
    """The arrays against loops: one round of both directions of model 1 with the diagonal."""
    beads = [(["a", "b"], ["x", "y", "z"]), (["b"], ["y"]), (["a", "c"], ["x", "w"])]
    fast = {(k, link.source, link.target): link.sure for k, own in enumerate(links(beads, _known, 0.0)) for link in own}
    slow = _slow(beads)
    assert set(fast) == set(slow)
    assert np.allclose([fast[key] for key in sorted(fast)], [slow[key] for key in sorted(slow)])


def test_a_sentence_of_thousands_of_words_has_no_links() -> None:
    """All pairs of its words would fill the machine; its neighbours are not the poorer."""
    long = [str(n) for n in range(300)]
    assert [bool(own) for own in links([(long, long), (["a"], ["a"])], lambda a, b: float(a == b), 0.3)] == [
        False,
        True,
    ]


def _known(one: str, other: str) -> float:
    return 0.5 if (one, other) == ("a", "x") else 0.0


def _slow(beads: list[tuple[list[str], list[str]]]) -> dict[tuple[int, int, int], float]:
    there = _one_way(beads, turned=False)
    back = _one_way([(other, one) for one, other in beads], turned=True)
    return {(k, i, j): float(np.sqrt(share * back[k, j, i])) for (k, i, j), share in there.items()}


def _one_way(beads: list[tuple[list[str], list[str]]], *, turned: bool) -> dict[tuple[int, int, int], float]:
    """Words of the second side are explained by those of the first."""
    from collate.translation.beads.words import DIAGONAL, NOTHING, PRIOR, ROUNDS, SMALL

    pairs = {(s, t) for one, other in beads for s in one for t in other}
    prior = {(s, t): PRIOR * (_known(t, s) if turned else _known(s, t)) + SMALL for s, t in pairs}
    counts = dict(prior)
    vocabulary = len({t for _, other in beads for t in other})
    likely: dict[tuple[int, int, int], float] = {}
    for _ in range(ROUNDS):
        total = {s: sum(c for (own, _), c in counts.items() if own == s) + 0.5 for s, _ in pairs}
        fresh = dict(prior)
        for k, (one, other) in enumerate(beads):
            for j, t in enumerate(other):
                near = [np.exp(-DIAGONAL * abs((i + 0.5) / len(one) - (j + 0.5) / len(other))) for i in range(len(one))]
                weights = [counts[s, t] / total[s] * near[i] / sum(near) * (1 - NOTHING) for i, s in enumerate(one)]
                for i, s in enumerate(one):
                    likely[k, i, j] = weights[i] / (sum(weights) + NOTHING / vocabulary)
                    fresh[s, t] += likely[k, i, j]
        counts = fresh
    return likely


def test_links_are_pharaohs_numbers(collate: Collate, tmp_path: Path) -> None:
    """A line a bead, words counted from 0 between spaces."""
    (tmp_path / "a.fr").write_text("Paix 12 .\nChine .\n", encoding="utf-8")
    (tmp_path / "a.ru").write_text("Мир 12 .\nКитай .\n", encoding="utf-8")
    given = ("-l", "fr", "-l", "ru", "--segments", "lines", "--to", "links", "--no-dictionaries")
    assert collate("beads", tmp_path / "a.fr", tmp_path / "a.ru", *given).out == "0-0 1-1 2-2\n0-0 1-1\n"


def test_one_view_holds_variants_translations_and_findings(collate: Collate) -> None:
    """Each in its passage: u2 and the doubt about peurs where peurs stands."""
    names = [TREATY / f"{name}.txt" for name in ("fr-draft", "fr-edited", "ru", "zh")]
    result = collate("diff", "--json", *BARE, *names)
    document = json.loads(result.out)
    assert result.status == 1
    assert document["witnesses"] == ["fr-draft", "fr-edited"]
    assert document["translations"] == ["ru", "zh"]
    passage = next(one for one in document["passages"] if "peurs" in (one["texts"]["fr-draft"] or ""))
    assert "u2" in passage["units"]
    assert "no-counterpart" in {document["findings"][k]["kind"] for k in passage["findings"]}
    placed = [k for one in document["passages"] for k in one["findings"]]
    assert sorted(placed) == list(range(len(document["findings"])))
    assert [name for one in document["passages"] for name in one["units"]] == [one["id"] for one in document["units"]]


def test_beads_as_tei_point_at_one_another(collate: Collate) -> None:
    """Every corresp and every target of a link is a sentence that is there."""
    from lxml import etree

    root = etree.fromstring(
        collate("beads", "--to", "tei", *BARE, TREATY / "fr-draft.txt", TREATY / "zh.txt").out.encode()
    )
    ids = set(root.xpath("//@xml:id"))
    pointed = {name for value in root.xpath("//@corresp | //@target") for name in str(value).split()}
    assert {f"#{name}" for name in ids} == pointed
    assert len(root.xpath("//*[local-name()='linkGrp']/*")) == 18


@pytest.fixture(scope="module")
def proposed() -> str:
    """The termbase that the demo's third screen shows."""
    return run("terms", *[TREATY / f"{name}.txt" for name in ("fr-edited", "ru", "zh")], "--no-dictionaries").out


@pytest.mark.parametrize(
    "lang", [pytest.param(lang, marks=thorough if lang in {"fr", "zh"} else ()) for lang in ("en", "fr", "ru", "zh")]
)
def test_the_demo_speaks(collate: Collate, proposed: str, lang: str) -> None:
    """A screen names a command and shows what it prints."""
    result = collate("demo", "--language", lang, "--screen", "3")
    assert result.status == 0
    shown = result.out.partition("$ collate terms fr-edited.txt ru.txt zh.txt --no-dictionaries\n")[2]
    assert shown == proposed


def test_the_demo_has_five_screens(collate: Collate) -> None:
    """All of them run, and end well."""
    result = collate("demo")
    assert result.status == 0
    assert [result.out.count(f"{n} of 5.") for n in range(1, 6)] == [1] * 5


def test_a_pivot_brings_words_together(collate: Collate, tmp_path: Path) -> None:
    """Guerra is no word of our lists, and guerre is: through the French it meets война, which stands once."""
    texts = {"es": "La guerra.\nEl soldado.\n", "ru": "Война.\nСолдат.\n", "fr": "La guerre.\nLe soldat.\n"}
    for name, text in texts.items():
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    names = [tmp_path / "es.txt", tmp_path / "ru.txt"]
    given = ("--segments", "lines", "--to", "json", "--no-dictionaries", "-l", "es", "-l", "ru")
    plain = json.loads(collate("beads", *names, *given).out)
    through = json.loads(collate("beads", *names, *given, "-l", "fr", "--pivot", tmp_path / "fr.txt").out)
    assert [link["source"] for link in plain["beads"][0]["evidence"]] == []
    assert [(link["source"], link["known"]) for link in through["beads"][0]["evidence"]] == [("guerr", "given")]


def test_a_model_of_sentences_adds_to_the_evidence(collate: Collate, tmp_path: Path) -> None:
    """A tiny model, made here, that knows three pairs of words."""
    pytest.importorskip(
        "sentence_transformers", reason="sentence-transformers is not here: pip install 'collate-texts[neural]'"
    )
    folder = _tiny_model(tmp_path / "model")
    (tmp_path / "a.txt").write_text("chat dort\nchien mange\n", encoding="utf-8")
    (tmp_path / "b.txt").write_text("пес ест\nкот спит\nпес ест\n", encoding="utf-8")
    names = [tmp_path / f"{name}.txt" for name in "ab"]
    given = ("-l", "fr", "-l", "ru", "--segments", "lines", "--to", "beads", "--no-dictionaries")
    lines = collate("beads", *names, *given, "--model", folder).out.splitlines()
    assert [line.rpartition(":")[0] for line in lines] == ["[]:[0]", "[0]:[1]", "[1]:[2]"]


def _tiny_model(folder: Path) -> Path:
    tokenizers = pytest.importorskip("tokenizers")
    from sentence_transformers import SentenceTransformer

    try:
        from sentence_transformers.sentence_transformer.modules import StaticEmbedding
    except ImportError:  # before version 5.5
        from sentence_transformers.models import StaticEmbedding

    pairs = [("chat", "кот"), ("chien", "пес"), ("dort", "спит"), ("mange", "ест")]
    vocabulary = {"[UNK]": 0, **{word: n for n, word in enumerate((w for pair in pairs for w in pair), 1)}}
    tokenizer = tokenizers.Tokenizer(tokenizers.models.WordLevel(vocabulary, unk_token="[UNK]"))  # noqa: S106
    tokenizer.pre_tokenizer = tokenizers.pre_tokenizers.Whitespace()
    weights = np.zeros((len(vocabulary), 8), dtype=np.float32)
    for k, pair in enumerate(pairs):
        for word in pair:
            weights[vocabulary[word], k] = 1
    SentenceTransformer(modules=[StaticEmbedding(tokenizer, embedding_weights=weights)]).save(str(folder))
    return folder


def test_a_folder_without_a_model_is_one_sentence(collate: Collate, tmp_path: Path) -> None:
    """And so is the want of the package."""
    result = collate("beads", TREATY / "fr-draft.txt", TREATY / "ru.txt", "--model", tmp_path / "none")
    assert result.status == 2
    assert "none: is no folder" in result.err
