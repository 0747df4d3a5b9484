"""Damage the translations of the treaty of 1916 and of the Charter of the United Nations, one error a copy, and see
whether the error is among the first findings.

usage: python benchmarks/planted.py [--copies 300] [--seed 1] [--first 3] [--kind KIND] [--show]
Kinds: country, city, person, number, month, negation, modal, antonym, clause. Languages: the Russian and Chinese of the
treaty; the Russian, Chinese and French of the Charter, whose original is French (for the French: English). The Charter
lies in ../shared/field/bitext, which is not part of this repository. Prints, by kind and language, the share of copies
whose error is among the first findings, and what is found in the texts as they are.
"""

from __future__ import annotations

import argparse
import random
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
COUNTRIES = {
    "ru": "Россия Япония Китай Франция Германия Италия Испания Турция Корея Персия Англия Австрия Греция Румыния Болгария"
    " Сербия Швеция Норвегия Дания Бельгия Голландия Португалия Мексика Бразилия Аргентина Индия".split(),
    "zh": "俄國 日本 中國 法國 德國 英國 美國 意大利 西班牙 土耳其 韓國 波斯 奧地利 希臘 羅馬尼亞 保加利亞 塞爾維亞 瑞典 挪威 丹麥"
    " 比利時 荷蘭 葡萄牙 墨西哥 巴西 阿根廷 印度".split(),
    "fr": "Russie Japon Chine France Allemagne Italie Espagne Turquie Corée Perse Angleterre Autriche Grèce Roumanie"
    " Bulgarie Serbie Suède Norvège Danemark Belgique Hollande Portugal Mexique Brésil Argentine Inde".split(),
}
CITIES = {
    "ru": "Петроград Токио Москва Париж Лондон Берлин Вена Рим Мадрид Пекин Киев Одесса Варшава Прага Женева Вашингтон"
    " Лиссабон Стокгольм Осло Афины Каир Сеул Гаага Сан-Франциско Нью-Йорк".split(),
    "zh": "彼得格勒 東京 莫斯科 巴黎 倫敦 柏林 維也納 羅馬 馬德里 北京 基輔 敖德薩 華沙 布拉格 日內瓦 華盛頓 里斯本 斯德哥爾摩"
    " 奧斯陸 雅典 開羅 首爾 海牙 舊金山 紐約".split(),
    "fr": "Petrograd Tokio Moscou Paris Londres Berlin Vienne Rome Madrid Pékin Kiev Odessa Varsovie Prague Genève"
    " Washington Lisbonne Stockholm Oslo Athènes Caire Séoul Haye San Francisco New York".split(),
}
PERSONS = {
    "ru": "Сазоновъ Мотоно Милюковъ Извольскій Витте Ламсдорфъ Комура Исии Столыпинъ Керенскій Бриан Кларк Пуанкаре"
    " Клемансо Бисмарк Меттерних Талейран Гладстон Дизраэли Кавур Вильсон Рузвельт".split(),
    "zh": "薩佐諾夫 沙查諾夫 薩宗諾夫 本野 本野一郎 米留科夫 伊茲沃爾斯基 維特 拉姆斯道夫 小村 石井 斯托雷平 克倫斯基 白里安 克拉克 普恩加萊 克列孟梭"
    " 俾斯麥 梅特涅 塔列朗 格萊斯頓 迪斯雷利 威爾遜 羅斯福".split(),
    "fr": "Sazonow Motono Milioukov Isvolsky Witte Lamsdorf Komura Ishii Stolypine Kerensky Briand Clark Poincaré"
    " Clemenceau Bismarck Metternich Talleyrand Gladstone Disraeli Cavour Wilson Roosevelt".split(),
}
MONTHS = {
    "ru": "января февраля марта апреля мая июня июля августа сентября октября ноября декабря"
    " іюня іюля январе феврале марте апреле мае июне июле августе сентябре октябре ноябре декабре".split(),
    "zh": "一月 二月 三月 四月 五月 六月 七月 八月 九月 十月 十一月 十二月 1月 2月 3月 4月 5月 6月 7月 8月 9月".split(),
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre"
    " Janvier Février Mars Avril Mai Juin Juillet Août Septembre Octobre".split(),
}
NUMBERS = {
    "ru": "два три четыре пять шесть семь восемь девять десять одиннадцать двенадцать двѣнадцать тринадцать пятнадцать"
    " двадцать тридцать сорок пятьдесят сто двести двух трех четырех пяти шести семи восьми девяти десяти".split(),
    "zh": "二 三 四 五 六 七 八 九 十 十一 十二 十三 十五 十八 二十 三十 四十 五十 一百 二百 五百 一千".split(),
    "fr": "deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze vingt trente quarante"
    " cinquante soixante cent".split(),
}
NEGATIONS = {
    "ru": [(rf"\b{word} ", "") for word in "не ни".split()],
    "zh": [(word, "") for word in ("不得", "不可", "不能", "並不", "并不", "不應", "不应", "不會", "不会", "未", "非", "不", "沒有", "没有", "勿", "无")],
    "fr": [
        (rf"\b(?:ne |n['’])(?P<verb>[\p{{L}}'’ ]{{2,20}}?) {word}\b", r"\g<verb>")
        for word in "pas point aucun jamais rien plus".split()
    ],
}
MODALS = {
    "ru": ("должен должна должно должны обязан обязана обязаны обязуется обязуются надлежит следует должны".split(),
           "может может может могут может может могут может могут может может могут".split()),
    "zh": ("應 应 須 须 必須 必须 應當 应当 應即 应即".split(), "可 可 可 可 可以 可以 可以 可以 可即 可即".split()),
    "fr": ("doit doivent devra devront devrait devraient devoir doit".split(),
           "peut peuvent pourra pourront pourrait pourraient pouvoir peut".split()),
}  # fmt: skip
ANTONYMS = {
    "ru": [("мир", "войн"), ("друж", "враж"), ("общ", "отдельн"), ("внутренн", "внешн"), ("больш", "меньш"), ("нов", "стар"),
           ("начал", "конец"), ("перед", "после"), ("до ", "после "), ("сохран", "разруш"), ("поддерж", "разруш"),
           ("принят", "отверг"), ("принима", "отверга"), ("соглас", "отказ"), ("тайн", "публичн"), ("постоянн", "временн"),
           ("высок", "низк"), ("сильн", "слаб"), ("больш", "мал"), ("равн", "неравн"), ("увелич", "уменьш"), ("развит", "упад"),
           ("действительн", "недействительн"), ("войн", "мир"), ("совместн", "отдельн"), ("последн", "перв"), ("искренн", "лжив"),
           ("вступ", "выход"), ("помощ", "вред"), ("содейств", "препятств")],
    "zh": [("和平", "戰爭"), ("戰", "和"), ("友", "敵"), ("前", "後"), ("後", "前"), ("同", "異"), ("先", "後"), ("多数", "少数"), ("多數", "少數"),
           ("大", "小"), ("增进", "减少"), ("维持", "破坏"), ("鞏固", "破壞"), ("安全", "危險"), ("有效", "無效"), ("加入", "退出"), ("接受", "拒绝"),
           ("同意", "反对"), ("共同", "分別"), ("秘密", "公開"), ("机密", "公开"), ("开始", "结束"), ("內", "外"), ("国内", "国外"), ("给予", "夺取"), ("新", "舊"),
           ("進步", "退步"), ("平等", "不平等"), ("永久", "暂时"), ("强", "弱")],
    "fr": [("paix", "guerre"), ("guerre", "paix"), ("amical", "hostil"), ("avant", "après"), ("après", "avant"), ("commun", "sépar"),
           ("maint", "détru"), ("accept", "refus"), ("grand", "petit"), ("majorité", "minorité"), ("intérieur", "extérieur"),
           ("nouveau", "vieux"), ("fort", "faible"), ("augment", "diminu"), ("premi", "derni"), ("élevé", "bas"), ("permanent", "temporaire"),
           ("égal", "inégal"), ("favoris", "empêch"), ("confi", "défi"), ("secret", "public"), ("vie", "mort"), ("ami", "ennemi"),
           ("ouvert", "fermé"), ("présent", "absent"), ("possible", "impossible")],
}  # fmt: skip


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
        pattern = regex.escape(stem) if language == "zh" else rf"\b{regex.escape(stem)}"
        for match in regex.finditer(pattern, line):
            other = rng.choice([own for own in words if own[: len(stem)] != stem and stem not in own])
            mate = other if language != "ru" else regex.sub("(?:[аяйъьо]|ия|ій)$", "", other)
            yield line[: match.start()] + mate + line[match.end() :], f"{word} > {other}"


def whole(line: str, words: Sequence[str], language: str, rng: random.Random) -> Iterator[tuple[str, str]]:
    """The line with one whole word replaced; of Chinese, a numeral that stands alone."""
    for word in words:
        around = (r"(?<![一二三四五六七八九十百千第零〇])", r"(?![一二三四五六七八九十百千零〇])") if language == "zh" else (r"\b", r"\b")
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
            yield line[: match.start()] + match.expand(new) + line[match.end() :], f"{match.group()} > {match.expand(new)}"


def cut(line: str, language: str) -> Iterator[tuple[str, str]]:
    """The line without one clause."""
    parts = regex.findall(r".+?(?:[，；：,;:](?=\s|\p{Han}|$)\s*|$)", line)
    least = 8 if language == "zh" else 25
    for k, part in enumerate(parts):
        if len(parts) > 1 and least <= len(part) < 0.6 * len(line):
            yield "".join(parts[:k] + parts[k + 1 :]), f"- {part}"


def damages(line: str, language: str, rng: random.Random) -> dict[str, list[tuple[str, str]]]:
    """What can be done to a line, by kind."""
    modal = list(zip(*MODALS[language], strict=True))
    edge = "" if language == "zh" else r"\b"
    both = [*modal, *((b, a) for a, b in modal)]
    return {
        "country": list(swapped(line, COUNTRIES[language], language, rng)),
        "city": list(swapped(line, CITIES[language], language, rng)),
        "person": list(swapped(line, PERSONS[language], language, rng)),
        "number": list(numbered(line, NUMBERS[language], language, rng)),
        "month": list(whole(line, MONTHS[language], language, rng)),
        "negation": list(ruled(line, NEGATIONS[language])),
        "modal": list(ruled(line, [(rf"{edge}{a}{edge}", b) for a, b in both])),
        "antonym": list(ruled(line, [(rf"{edge}{a}", b) for a, b in ANTONYMS[language]])),
        "clause": list(cut(line, language)),
    }


def texts() -> list[Text]:
    """The treaty in Russian and Chinese; the Charter in Russian, Chinese and French."""
    treaty = TREATY / "fr-edited.txt"
    found = [Text("treaty", source(treaty, "fr"), source(TREATY / f"{code}.txt", code)) for code in ("ru", "zh")]
    if CHARTER.is_dir():
        found += [Text("charter", source(CHARTER / "charter.fr", "fr"), source(CHARTER / f"charter.{code}", code)) for code in ("ru", "zh")]
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


def found(copy: Copy, first: int, *, everything: bool) -> tuple[bool, list[Finding]]:
    """Whether the damage is among the first findings, and these."""
    old = copy.text.translation
    damaged = Source(old.siglum, copy.content, old.origin, old.language)
    done = fidelity.checked(copy.text.original, [damaged], Settings(), strict=everything, use_dictionaries=False)
    top = list(done.findings[:first])
    return any(_at(one, copy) for one in top), top


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
    parser.add_argument("--all", action="store_true", help="count the less certain findings too")
    parser.add_argument("--show", action="store_true", help="print what is not among the first findings")
    given = parser.parse_args()
    every = texts()
    for text in every:
        done = fidelity.checked(text.original, [text.translation], Settings(), use_dictionaries=False)
        print(f"{text.name} {text.original.language.code}-{text.translation.language.code}: {len(done.findings)} findings as it is")
        if given.show:
            for one in done.findings:
                print("   ", one.kind, one.confidence, one.because)
    hits: dict[str, list[bool]] = defaultdict(list)
    for copy in copies(every, given.copies, random.Random(given.seed), given.kind):
        hit, top = found(copy, given.first, everything=given.all)
        code = copy.text.translation.language.code
        hits[copy.kind].append(hit)
        hits[f"{copy.text.name} {code}"].append(hit)
        if given.show and not hit:
            print(f"  missed {copy.kind} {copy.text.name} {code}:{copy.line} {copy.said}; first: {[one.because[:50] for one in top]}")
    for kind, own in hits.items():
        print(f"{kind:12} {sum(own):4} of {len(own):4}  {sum(own) / len(own):.2f}")
    total = [hit for kind, own in hits.items() if " " not in kind for hit in own]
    print(f"{'all':12} {sum(total):4} of {len(total):4}  {sum(total) / max(1, len(total)):.2f}")


if __name__ == "__main__":
    main()
