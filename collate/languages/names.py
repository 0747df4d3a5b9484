"""Compares names across scripts, by the consonants that Abraham, Авраамъ and 亞伯拉罕 have in common."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from functools import lru_cache

import regex
from anyascii import anyascii
from rapidfuzz.distance import Levenshtein

SHORTEST = 3  # consonants: fewer agree by chance
LONGEST = 6  # characters of a Chinese name
NAME = regex.compile(r"(?<=[\p{Ll},;:»”’'] )\p{Lu}[\p{L}\p{M}]{2,}")
_HAN = regex.compile(r"\p{Han}+")
# Characters that spell foreign names, and are rare in a row elsewhere.
_FOREIGN = regex.compile(
    "[阿埃艾爱愛安奥奧巴白班邦保鲍鮑贝貝本比彼别別宾賓波伯博布查茨达達戴丹道德邓鄧狄迪蒂丁杜敦顿頓多厄恩尔爾法凡范菲费費芬丰弗佛夫福富盖蓋冈岡戈格葛古"
    "圭哈海汉漢豪赫亨洪胡华華霍基吉加贾賈杰捷金卡凯凱坎康考柯科克肯孔库庫夸奎昆拉莱萊赖賴兰蘭朗劳勞勒雷蕾黎里利莉立连連列林琳龙龍卢盧鲁魯路伦倫罗羅洛"
    "马馬玛瑪迈邁麦麥曼芒毛梅門门蒙孟米密敏明莫默姆木穆娜納纳乃奈南内內尼涅宁寧纽紐努诺諾欧歐帕派潘庞龐佩彭皮平普奇齐齊恰钱錢乔喬切琴丘让讓热熱日荣"
    "榮儒瑞若萨薩塞赛賽桑瑟森沙莎山尚舍申圣聖施诗詩史士舒朔司丝絲斯斯松苏蘇孙孫所索塔太泰坦汤湯唐特滕提廷汀通图圖托瓦万萬旺威韦韋维維魏温溫文翁沃乌烏"
    "吴吳伍西希锡錫夏香肖谢謝辛欣休许許雪逊遜雅亚亞扬揚杨楊耶叶葉伊依因英尤于雨约約云泽澤扎詹张張珍芝朱茱卓佐"
    "俾裘冉呂吕莊庄彬愷恺拜拿撒昂柏欽钦沁畢毕笛紹绍耿茹薇衛卫覃訥讷賀贺郎鄂隆韓韩馮冯駱骆魁黛戛埔崔杭焦烈攸梭茲兹留]{3,8}"
)
# Spellings of consonants and the classes of their sounds, tried in this order.
_CLASSES = (
    ("shch", "S"), ("tch", "S"), ("sch", "S"), ("ch", "S"), ("sh", "S"), ("zh", "S"), ("kh", "K"), ("ph", "P"),
    ("th", "T"), ("ng", "N"), ("qu", "K"), ("x", "S"), ("j", ""), ("w", ""), ("y", ""), ("z", "S"), ("s", "S"),
    ("c", "K"), ("k", "K"), ("g", "K"), ("q", "K"), ("b", "P"), ("p", "P"), ("f", "P"), ("v", "P"), ("d", "T"),
    ("t", "T"), ("l", "L"), ("r", "L"), ("m", "N"), ("n", "N"), ("h", "H"),
)  # fmt: skip
_VOWELS = regex.compile("[a-z]+")
_DOUBLED = regex.compile(r"(.)\1+")
_HAN_CLASSES = (
    ("zh", "S"), ("ch", "S"), ("sh", "S"), ("ng", "N"), ("x", "S"), ("j", "K"), ("q", "K"), ("z", "S"), ("c", "S"),
    ("h", "H"), ("y", ""), ("w", ""),
)  # fmt: skip


def consonants(name: str) -> str:
    """The sound classes of the consonants of a name in an alphabet: Abraham is ``PLHN``."""
    return _classes(anyascii(name).lower().replace("'", ""), _CLASSES)


@lru_cache(maxsize=1 << 14)
def _syllable(char: str) -> str:
    """The sound classes of the consonants of a Chinese character."""
    return _classes(anyascii(char).lower(), (*_HAN_CLASSES, *_CLASSES))


def _classes(latin: str, classes: Collection[tuple[str, str]]) -> str:
    for written, kind in classes:
        latin = latin.replace(written, kind)
    return _DOUBLED.sub(r"\1", _VOWELS.sub("", latin))


def names(text: str) -> Iterator[str]:
    """The names in a text in an alphabet: words with a capital inside a sentence."""
    for match in NAME.finditer(text):
        kinds = consonants(match.group())
        for form in {kinds, kinds[:-1], kinds.replace("H", "")}:
            if len(form) >= SHORTEST:
                yield f"^{form}"


def sounding(text: str, wanted: Collection[str]) -> Iterator[str]:
    """Those of the `wanted` names that occur by sound in a Chinese text."""
    for _, _, sound in _sounds(text):
        if f"^{sound}" in wanted:
            yield f"^{sound}"


def heard(sound: str, text: str) -> tuple[int, int] | None:
    """The offsets at which a Chinese text sounds like the consonants of a name; None if nowhere."""
    return next(_sounding(sound, text, lambda own, wanted: own in wanted), None)


def nearly_heard(sound: str, text: str) -> tuple[int, int] | None:
    """As `heard`; of four consonants and more one may be another."""
    if len(sound) < SHORTEST + 1:
        return heard(sound, text)
    return next(_sounding(sound, text, _near), None)


def _near(own: str, wanted: Collection[str]) -> bool:
    return own in wanted or (
        len(own) >= SHORTEST and any(Levenshtein.distance(own, sound, score_cutoff=1) <= 1 for sound in wanted)
    )


def _sounding(sound: str, text: str, fits: Callable[[str, Collection[str]], bool]) -> Iterator[tuple[int, int]]:
    wanted = {sound, sound.replace("H", "")}
    return ((start, end) for start, end, own in _sounds(text) if fits(own, wanted))


def _sounds(text: str) -> Iterator[tuple[int, int, str]]:
    """How every two and more characters in a row sound, with their offsets."""
    for match in _HAN.finditer(text):
        syllables = [_syllable(char) for char in match.group()]
        for start in range(len(syllables)):
            sound = ""
            for end, syllable in enumerate(syllables[start : start + LONGEST], start + 1):
                # A syllable has no doubled sound inside, so only the seam can.
                sound += syllable[1:] if syllable[:1] == sound[-1:] else syllable
                if end > start + 1:
                    yield match.start() + start, match.start() + end, sound


def spelt(latin: str, text: str) -> tuple[int, int] | None:
    """The offsets at which a Chinese text is spelt so in pinyin (Xia Liyan: 夏立言); None if nowhere."""
    for match in _HAN.finditer(text):
        syllables = [anyascii(char).lower() for char in match.group()]
        for start in range(len(syllables)):
            written = ""
            for end in range(start, min(len(syllables), start + LONGEST)):
                written += syllables[end]
                if written == latin:
                    return match.start() + start, match.start() + end + 1
                if not latin.startswith(written):
                    break
    return None


def foreign(text: str) -> list[tuple[int, int]]:
    """Where a Chinese text seems to spell a foreign name: three characters and more in a row that are used for that."""
    return [match.span() for match in _FOREIGN.finditer(text)]
