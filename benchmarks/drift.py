"""Plant changes in real translations, and see which of them `fidelity` finds: precision and recall by kind.

usage: python benchmarks/drift.py [--seeds N] [--language ru|zh] [--dictionaries] [--show] [--alarms] [KIND ...]
The French, Russian and Chinese Genesis (19 chapters) and Charter of the United Nations lie in
../shared/field/bitext, which is not part of this repository. Of the sentences in which a change of a kind can be
made, one in ten is changed (at least 8). A finding in a sentence that was not changed counts as false, although some
say what is true of the texts. Dates are planted in the treaty of 1916, whose dates are four.
"""

from __future__ import annotations

import argparse
import ast
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import regex

from collate.config import Settings
from collate.languages.senses import senses
from collate.model import Language, Origin, Source
from collate.model.fidelity import Finding
from collate.translation.content.passage import said as one_said
from collate.translation.fidelity import findings as drift
from collate.translation.fidelity import numbers as figures

ROOT = Path(__file__).parents[1]
BITEXT = ROOT.parent / "shared" / "field" / "bitext"
SHARE, FEWEST = 0.1, 8
Plant = Callable[[str, random.Random], str | None]

COUNT = r"(?:сто|ста|дцать|десят|десять|надцать|два|три|четыре|пять|шесть|семь|восемь|девять|сот|\d)"
WORDS = {
    "ru": {
        "negation": [(r"\bне ", "")],
        "quantifier": [
            (r"\bкажд(ый|ая|ое|ого|ой|ому|ую|ым|ом)\b", "ни один"), (r"\b[вВ]сех\b", "некоторых"),
            (r"\b[вВ]се\b", "некоторые"), (r"\b[вВ]сем\b", "некоторым"),
        ],
        "modality": [
            (r"\bможет\b", "должен"), (r"\bмогут\b", "должны"), (r"\bдолжны\b", "могут"), (r"\bдолжен\b", "может"),
            (r"\bдолжно\b", "может"), (r"\bдолжна\b", "может"),
        ],
        "unit": [
            (rf"(?<={COUNT} )(лет|года?)\b", "месяцев"), (rf"(?<={COUNT} )дней\b", "недель"), (r"\bмесяцев\b", "лет"),
        ],
    },
    "zh": {
        "negation": [(r"没有|不得|不可|不能|不", ""), (r"未", "已")],
        "quantifier": [(r"所有|一切", "若干"), (r"任何", "若干")],
        "modality": [(r"应", "可"), (r"(?<=会|员|国|院|长)得", "应"), (r"可以", "应")],
        "unit": [(r"(?<=\p{Han})[年岁]", "个月"), (r"(?<=[一二三四五六七八九十百])日", "年")],
    },
}  # fmt: skip
# What the original has to say for the change to be one: a translation may add a negation of its own.
NEEDS = {
    "negation": r"\bn(?:e\b|['’])|\bsans\b|\bni\b", "quantifier": r"\b(?:chaque|chacune?|tous|toutes)\b",
    "modality": r"\b(?:peut|peuvent|pourra|pourront|doit|doivent|devra|devront)\b",
    "unit": r"\b(?:ans?|années?|mois|jours?|semaines?)\b",
}  # fmt: skip
NUMBERS = {
    "ru": {"два": "четыре", "две": "пять", "три": "восемь", "четыре": "девять", "пять": "шесть", "семь": "девять",
           "десять": "двадцать", "двенадцать": "пятнадцать", "сто": "двести", "тридцать": "сорок", "девять": "шесть",
           "двести": "триста", "триста": "пятьсот", "восемьсот": "шестьсот", "сорок": "семьдесят"},
    "zh": {"二": "五", "三": "七", "四": "九", "五": "三", "六": "四", "七": "二", "八": "五", "九": "六"},
}  # fmt: skip


def swapped(text: str, rng: random.Random, rules: Sequence[tuple[str, str]]) -> str | None:
    """One word replaced by another, where a rule finds one."""
    found = [(match, new) for old, new in rules for match in regex.finditer(old, text)]
    if not found:
        return None
    match, new = rng.choice(found)
    return text[: match.start()] + new + text[match.end() :]


def numbered(text: str, rng: random.Random, language: str) -> str | None:
    """One number changed, in figures or in words."""
    rules = [(rf"(?<!\p{{N}}){n}(?!\p{{N}})", str(n + rng.randint(1, 9))) for n in range(3, 120)]
    words = NUMBERS[language]
    before, after = (r"\b", r"\b") if language == "ru" else (r"(?<=[十百第]|\p{Han}{4})", "(?=[十百章条年日岁个人])")
    return swapped(text, rng, [*rules, *((f"{before}{old}{after}", new) for old, new in words.items())])


def clauses(text: str, language: str) -> list[str]:
    """A sentence cut after its commas and the like."""
    return regex.findall(r".+?(?:[，；：,;:](?=\s|\p{Han})\s*|$)", text) if language else []


def shortened(text: str, rng: random.Random, language: str) -> str | None:
    """One clause left out."""
    parts = clauses(text, language)
    least = 8 if language == "zh" else 25
    able = [k for k, part in enumerate(parts) if len(part) >= least and len(part) < 0.6 * len(text)]
    if len(parts) < 2 or not able:
        return None
    del parts[rng.choice(able)]
    return "".join(parts)


def reordered(text: str, rng: random.Random, language: str) -> str | None:
    """Two clauses in the other order."""
    parts = clauses(text, language)
    least = 8 if language == "zh" else 30
    able = [k for k in range(len(parts) - 1) if min(len(parts[k]), len(parts[k + 1])) >= least]
    if not able:
        return None
    k = rng.choice(able)
    parts[k : k + 2] = [parts[k + 1].rstrip("。. ;") + " ", parts[k]]
    return "".join(parts)


@dataclass(slots=True)
class Text:
    """Two sides, segment by segment, and the rows of the target that belong to the gold."""

    name: str
    language: str
    source: list[str]
    target: list[str]
    says: list[str]  # what the original says where each line of the target stands


def texts(language: str) -> list[Text]:
    """Genesis and the Charter."""
    found = []
    for name, folder, pattern in (("genesis", "bible", "Gen*"), ("charter", "uncharter", "charter")):
        one: list[str] = []
        other: list[str] = []
        says: list[str] = []
        for path in sorted((BITEXT / folder).glob(f"{pattern}.fr-{language}.gold")):
            stem = path.name.partition(".")[0]
            sides = [
                (path.parent / f"{stem}.{code}").read_text(encoding="utf-8").removesuffix("\n").split("\n")
                for code in ("fr", language)
            ]
            own = [""] * len(sides[1])
            for line in path.read_text(encoding="utf-8").splitlines():
                a, b = (ast.literal_eval(part) for part in line.split(":")[:2])
                for k in b:
                    own[k] = " ".join(sides[0][n] for n in a)
            one, other, says = one + sides[0], other + sides[1], says + own
        found.append(Text(name, language, one, other, says))
    return found


def planted(text: Text, kind: str, change: Plant, rng: random.Random) -> tuple[list[str], set[int]]:
    """The target with changes, and the lines (from 1) that have them."""
    needs = regex.compile(NEEDS.get(kind, ""), regex.IGNORECASE)
    able = [
        (k, new)
        for k, line in enumerate(text.target)
        if needs.search(text.says[k]) and (new := change(line, rng)) and new != line
    ]
    chosen = dict(rng.sample(able, min(len(able), max(FEWEST, int(SHARE * len(able))))))
    return [chosen.get(k, line) for k, line in enumerate(text.target)], {k + 1 for k in chosen}


def source(code: str, lines: Sequence[str]) -> Source:
    """A side as a source."""
    return Source(code, "\n".join(lines) + "\n", Origin(f"{code}.txt", "", "text"), Language(code, "given"))


def findings(text: Text, target: Sequence[str], kinds: Sequence[str], *, dictionaries: bool = False) -> list[Finding]:
    """What the checks say; of the order of clauses, which is less sure, with --strict."""
    done = drift.checked(
        source("fr", text.source), [source(text.language, target)], Settings(), by="lines", only=kinds,
        use_dictionaries=dictionaries, strict="order-changed" in kinds,
    )  # fmt: skip
    return list(done.findings)


NAMES = {
    "ru": {"Avrahame": "Авраам", "Abrame": "Аврам", "Noah": "Но", "Sarâ": "Сарр", "Caïne": "Каин", "Lote": "Лот",
           "Sedome": "Содом", "Hével": "Авел",
           "Pharaon": "фараон", "Hagar": "Агар", "Isma": "Измаил"},
    "zh": {"Avrahame": "亚伯拉罕", "Abrame": "亚伯兰", "Noah": "挪亚", "Sarâ": "撒拉", "Caïne": "该隐", "Lote": "罗得",
           "Sedome": "所多玛", "Hével": "亚伯", "Hagar": "夏甲", "Isma": "以实玛利", "Pharaon": "法老"},
}  # fmt: skip


def without_name(line: str, said: str, language: str) -> str | None:
    """A name of the original left out, all its forms."""
    for own, name in NAMES[language].items():
        if own in said and name in line:
            return regex.sub(rf"{name}\p{{Ll}}*\s?" if language == "ru" else name, "", line)
    return None


def misspelt(line: str, said: str, language: str) -> str | None:
    """A name of the original spelt with another letter."""
    for own, name in NAMES[language].items():
        if own in said and name in line and len(name) > 2:
            k = len(name) // 2
            other = {"ru": "ы" if name[k] in "аеиоу" else "ж", "zh": "布"}[language]
            return line.replace(name, name[:k] + other + name[k + 1 :])
    return None


def changes(text: Text) -> dict[str, tuple[tuple[str, ...], Plant]]:
    """How each kind is planted, and the kinds of findings that count as having found it."""
    language, words = text.language, WORDS[text.language]
    said = dict(zip(text.target, text.says, strict=True))
    strange = [line for line in text.target if len(line) > (10 if language == "zh" else 40)]
    added = lambda line, own: f"{line} {own.choice(strange)}" if len(line) > 10 else None  # noqa: E731
    lost = lambda line, _: without_name(line, said[line], language)  # noqa: E731
    spelt = lambda line, _: misspelt(line, said[line], language)  # noqa: E731
    long = 30 if language == "zh" else 90
    cut = lambda line, _: line[: len(line) // 3] if len(line) > long else None  # noqa: E731
    terms = {
        "ru": [("безопасности", "спокойствия"), ("Ассамблея", "Сходка"), (r"\bсын(?:а|ов)?\b", "отрока"),
            ("жену", "бабу"),
               ("устав[а-я]*", "грамота")],
        "zh": [("安全", "平静"), ("大会", "集会"), ("儿子", "孩子"), ("国际", "万邦"), ("宪章", "文件")],
    }[language]  # fmt: skip
    return {
        "number": (("number", "article-reference", "date"), lambda line, own: numbered(line, own, language)),
        "unit": (("unit", "date"), lambda line, own: swapped(line, own, words["unit"])),
        "omitted-clause": (
            ("omitted-clause", "omitted-unit", "length-outlier"), lambda line, own: shortened(line, own, language)
        ),
        "added-clause": (("added-clause", "added-unit", "length-outlier"), added),
        "order-changed": (("order-changed",), lambda line, own: reordered(line, own, language)),
        "negation": (("negation",), lambda line, own: swapped(line, own, words["negation"])),
        "quantifier": (("quantifier",), lambda line, own: swapped(line, own, words["quantifier"])),
        "modality": (("modality",), lambda line, own: swapped(line, own, words["modality"])),
        "name-missing": (("name-missing",), lost),
        "name-variant": (("name-variant", "name-missing"), spelt),
        "term-inconsistent": (("term-inconsistent", "name-missing"), lambda line, own: swapped(line, own, terms)),
        "length-outlier": (("length-outlier", "omitted-clause"), cut),
    }  # fmt: skip


@dataclass(slots=True)
class Tally:
    """What was planted and found, what else was said, and how much of that is said of the texts as they are."""

    planted: int = 0
    hit: int = 0
    said: int = 0
    new: int = 0

    def line(self) -> str:
        """As it is printed."""
        precision, of_new = (self.hit / max(1, self.hit + wrong) for wrong in (self.said, self.new))
        return (
            f"planted {self.planted:4}  recall {self.hit / self.planted:.2f}  precision {precision:.2f}, "
            f"without what is said of the texts as they are ({self.said - self.new}) {of_new:.2f}"
        )


def tally(text: Text, kind: str, seed: int, total: Tally, *, dictionaries: bool, show: bool) -> None:
    """Plant one kind in one text, and count."""
    rng = random.Random(seed)
    accepted, change = changes(text)[kind]
    target, lines = planted(text, kind, change, rng)
    if not lines:
        return
    found = [(one, _lines(one)) for one in findings(text, target, accepted, dictionaries=dictionaries)]
    wrong = [one for one, own in found if not own & lines]
    before = findings(text, text.target, accepted, dictionaries=dictionaries) if wrong else []
    real = {(one.kind, one.original.text) for one in before}
    hit = {line for line in lines if any(line in own for _, own in found)}
    total.planted += len(lines)
    total.hit += len(hit)
    total.said += len(wrong)
    total.new += sum((one.kind, one.original.text) not in real for one in wrong)
    if show:
        for one in wrong:
            print("  false", one.because, "|", one.original.text[:90], "|", one.passages[0].text[:90])
        for line in sorted(lines - hit)[:6]:
            print("  missed", text.target[line - 1][:100], "->", target[line - 1][:100])


def alarms(language: str) -> str:
    """In how many gold units, which nobody changed, the checks of numbers, units and dates speak."""
    units = said = 0
    for text in texts(language):
        pairs: dict[str, list[str]] = {}
        for own, line in zip(text.says, text.target, strict=True):
            if own:
                pairs.setdefault(own, []).append(line)
        for own, lines in pairs.items():
            sides = one_said(own, senses("fr")), one_said(" ".join(lines), senses(language))
            doubts = (doubt for check in (figures.numbers, figures.dates, figures.units) for doubt in check(*sides))
            units += 1
            said += any(doubt.confidence >= drift.SURE for doubt in doubts)
    return f"fr-{language}  figures doubted in {said} of {units} gold units, {said / units:.1%}"


def main() -> None:
    """Print a line per kind and language."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("kinds", nargs="*")
    parser.add_argument("--seeds", type=int, default=2)
    parser.add_argument("--language", choices=["ru", "zh"])
    parser.add_argument("--dictionaries", action="store_true", help="use those that this machine has")
    parser.add_argument("--show", action="store_true", help="print what was missed and what was false")
    parser.add_argument("--alarms", action="store_true", help="count the findings of figures in gold units as they are")
    given = parser.parse_args()
    if given.alarms:
        for language in ("ru", "zh"):
            print(alarms(language))
        return
    for language in [given.language] if given.language else ["ru", "zh"]:
        both = texts(language)
        for kind in given.kinds or changes(both[0]):
            total = Tally()
            for seed in range(given.seeds):
                for text in both:
                    tally(text, kind, seed, total, dictionaries=given.dictionaries, show=given.show)
            if total.planted:
                print(f"fr-{language}  {kind:18} {total.line()}", flush=True)


def _lines(one: Finding) -> set[int]:
    """The lines of the translation that a finding speaks of."""
    passage = one.passages[0]
    first = passage.line - passage.text[: passage.span[0]].count("\n")
    return set(range(first, first + passage.text.count("\n") + 1))


if __name__ == "__main__":
    main()
