"""Finds numbers in Chinese numerals: 三万五千, 七八个, 十几, 百分之三十, 三分之一, 周三 (none)."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from collate.languages.numerals import value
from collate.model.senses import Numeral
from collate.translation.content.figures import simple

SURE = 11  # a smaller number in words may be a manner of speaking
_DIGITS = "〇零一二三四五六七八九兩两壹貳贰叁參肆伍陸陆柒捌玖"
_SMALL = {
    char: k for k, chars in enumerate(("一", "二两兩", "三", "四", "五", "六", "七", "八", "九"), 1) for char in chars
}
_POWERS = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8}
_HAN = regex.compile(rf"[{_DIGITS}十百千廿卅卌拾佰仟]+(?:[萬万億亿][{_DIGITS}十百千廿卅拾佰仟]*)*")
_VAGUE = regex.compile(r"(?:[数數几幾好]|[上成](?=[百千万萬]))(?P<powers>[十百千]?[万萬亿億]{1,2}|[十百千])")
_TEENS = regex.compile(rf"(?<![{_DIGITS}百千万萬亿億])十(?:[几幾多余餘来來])(?=\p{{Han}})")
_EITHER = regex.compile(
    rf"(?P<before>[{_DIGITS}十百千]*[百千万萬亿億])?(?<![一二三四五六七八九两兩])(?P<ten>十)?(?P<low>[一二三四五六七八两兩])(?P<high>[二三四五六七八九两兩])(?P<powers>[十百千万萬亿億]{{0,2}})(?![一二三四五六七八九十百千万分])"
)
_MORE = regex.compile(r"(?:多|余|餘|[几幾](?!乎)|来)(?P<powers>[万萬亿億]{0,2})")
_SHARE = regex.compile(rf"百分之(?P<many>[{_DIGITS}十百千点點.\p{{Nd}}]+)")
_PART = regex.compile(rf"(?P<parts>[{_DIGITS}十百千\p{{Nd}}]+)分之(?P<many>[{_DIGITS}十百\p{{Nd}}]+)")
_DECIMAL = regex.compile(
    rf"(?P<whole>[{_DIGITS}十百]+)[点點](?P<rest>[{_DIGITS}]+)(?P<powers>[万萬亿億]{{0,2}})(?!分|半)"
)
_CLOCK = regex.compile(
    rf"(?P<half>上午|下午|晚上|早上|凌晨|中午|傍晚|今晚|夜里|清晨|晚)?(?P<hour>[{_DIGITS}十廿\p{{Nd}}]{{1,3}})(?:点钟|點鐘|点|點|时|時)(?!间|間|候|代|期|空)"
    rf"(?:(?P<minute>[{_DIGITS}十\p{{Nd}}]{{1,3}})分)?"
)
# Characters that are read as numerals and mean none: every, ten parts, hundred families, days of the week, months, ...
_IDIOM = regex.compile(
    r"十分(?!之)|百姓|百般|千萬不|千万不|再三|三番|四方|四圍|四围|四面|四周|四處|四处|四川|四邊|四边|一一|萬一|万一|統一|统一|唯一|惟一|單一|单一"
    r"|第二天|百官|第三者|不三不四|九泉|八方|百物|半[一二三四五六七八九]|(?:星期|礼拜|禮拜|周|週)[一二三四五六日天](?!年)"
    r"|双十一|雙十一|百度|百货|百貨|三亚|三星|三峡|九江|五角大楼|一[些样樣般直切旦起定]|千瓦|百万富翁|万科|万达|十字|八卦|三明治|二手|二维码|百科"
    r"|(?:十[一二]|[一二三四五六七八九十])月(?!饼)|千方百计|千方百計|乱七八糟|亂七八糟|三三两两|四通八达|五花八门|七嘴八舌|千千万万"
)
# A small number counts if it is an ordinal or something is counted; else it may be part of any word.
_COUNTED = regex.compile(
    r"[个個名人次年月天日岁歲位家条條款国國方只隻件张張本座辆輛种種部场場轮輪层層级級分秒点點时時元块塊米里斤公吨噸亩章篇卷期届屆任代倍成间間所项項段句口头頭匹把支枝棵朵片杯瓶碗套双雙对對架艘台臺世号號周週星小英平千万萬亿億百女男姐兄弟大洲省市县縣子者股艘船票枚颗顆组組队隊批起宗门門步步笔筆]"
)
_BEFORE = "第"


def numerals(text: str, start: int) -> Iterator[Numeral]:
    """Every number in Chinese numerals from `start` on, in no certain order."""
    taken: set[int] = {place for match in _IDIOM.finditer(text) for place in range(*match.span())}
    for pattern, read in (
        (_SHARE, _share), (_PART, _part), (_CLOCK, _time), (_DECIMAL, _decimal), (_TEENS, _teens), (_VAGUE, _vague),
        (_EITHER, _either), (_HAN, _plain),
    ):  # fmt: skip
        for match in pattern.finditer(text, start):
            if taken.isdisjoint(range(*match.span())):
                found = list(read(match))
                taken.update(place for one in found for place in range(one.start, one.end))
                if pattern in {_SHARE, _PART, _EITHER, _TEENS, _VAGUE}:
                    taken.update(range(*match.span()))
                yield from found


def _power(powers: str) -> int:
    many = 1
    for char in powers:
        many *= _POWERS[char]
    return many


def _share(match: regex.Match[str]) -> Iterator[Numeral]:
    many = _number(match["many"])
    if many is not None:
        yield Numeral(many, match.start(), match.end(), sure=True)


def _number(text: str) -> int | float | None:
    whole, point, rest = text.replace("點", "点").replace(".", "点").partition("点")
    one, other = myriads(whole), value(rest) if point else 0
    if one is None or other is None:
        return None
    return simple(float(f"{one}.{''.join(str(value(char) or 0) for char in rest)}")) if point else one


def _part(match: regex.Match[str]) -> Iterator[Numeral]:
    parts, many = myriads(match["parts"]), myriads(match["many"])
    if parts and many:
        yield Numeral(many / parts, match.start(), match.end(), sure=False)


def _time(match: regex.Match[str]) -> Iterator[Numeral]:
    hour, minute = myriads(match["hour"]), myriads(match["minute"] or "零")
    if hour is None or hour > 24:
        return
    also = (hour + 12,) if hour <= 12 else (hour - 12,)
    spot = match.start("minute") if match["minute"] else match.end()
    yield Numeral(hour, match.start("hour"), spot, sure=False, also=(*also, 0) if hour in {12, 24} else also)
    if minute:
        yield Numeral(minute, spot, match.end(), sure=False)


def _decimal(match: regex.Match[str]) -> Iterator[Numeral]:
    many = _number(f"{match['whole']}点{match['rest']}")
    if many is not None:
        yield Numeral(simple(many * _power(match["powers"])), match.start(), match.end(), sure=True)


def _teens(match: regex.Match[str]) -> Iterator[Numeral]:
    yield Numeral(10, match.start(), match.end(), sure=False, most=19)


def _vague(match: regex.Match[str]) -> Iterator[Numeral]:
    many = _power(match["powers"])
    yield Numeral(many, match.start(), match.end(), sure=False, most=10 * many - 1)


def _either(match: regex.Match[str]) -> Iterator[Numeral]:
    """七八: seven or eight; 三四十; 十七八."""
    low, high = _SMALL[match["low"]], _SMALL[match["high"]]
    if high == low + 1 or (low, high) == (3, 2):
        low, high, base = min(low, high), max(low, high), 10 if match["ten"] else 0
        many = _power(match["powers"])
        more = myriads(match["before"]) or 0 if match["before"] else 0
        most = more + (base + high) * many + (many - 1 if many > 1 else 0)
        yield Numeral(more + (base + low) * many, match.start(), match.end(), sure=False, most=most)


def _plain(match: regex.Match[str]) -> Iterator[Numeral]:
    # After a number 兩 is a weight: 三千兩 are 3,000 taels.
    written = match.group() if len(match.group()) == 1 else match.group().rstrip("兩两")
    number = myriads(written) if written else None
    text, after = match.string, match.start() + len(written)
    counted = text[match.start() - 1 : match.start()] == _BEFORE or _COUNTED.match(text, match.end())
    digits = sum(char in _DIGITS for char in written)
    # 百, 千 and 万 alone are hundreds and thousands of nothing certain; 二三 is no number of two figures.
    alone = (
        len(written) == 1
        and written in "百千"
        and text[match.end() : match.end() + 1] in {"人", "年", "名", "家", "里"}
    )
    if number is None or not (alone or digits or "十" in written or "廿" in written or "拾" in written):
        return
    if len(written) == 1 and not counted:
        return
    more = _MORE.match(text, after)
    also: list[int | float] = []
    if number < 100 and (text[after : after + 1] == "年" or digits == len(written) == 2):
        also = [number + 1900, number + 2000]
    if more:
        yield about(number, more["powers"], match.start(), more.end())
    else:
        yield Numeral(number, match.start(), match.end(), sure=_sure(number, written, digits), also=tuple(also))


def _sure(number: int, written: str, digits: int) -> bool:
    """Whether a number is more than a manner of speaking: not 一千, and not 九二 without a measure."""
    round_ = written in {"百", "千"} or (
        len(written) == 2 and digits == 1 and written[1] in _POWERS and written[1] != "十"
    )
    return number >= SURE and not round_ and not (digits == len(written) == 2)


def about(number: int, powers: str, start: int, end: int) -> Numeral:
    """So many and more, up to the next round number: 三十多, 20多万."""
    many = _power(powers)
    return Numeral(number * many, start, end, sure=False, most=_most(number) * many + many - 1)


def _most(number: int) -> int:
    """The most that is meant by so many and more: 三十多 is less than forty."""
    unit = 10 ** (len(str(number)) - len(str(number).rstrip("0")))
    return number + unit - 1 if unit > 1 else number + 1


def myriads(text: str) -> int | None:
    """The value of a numeral with 万 and 亿, or of figures; None if it is none."""
    total = 0
    for sign, power in (("億亿", 10**8), ("萬万", 10**4)):
        for char in sign:
            if char in text:
                head, _, text = text.partition(char)
                many = myriads(head) if head else 1
                if many is None:
                    return None
                total += many * power
    if text.strip("〇零"):
        rest = value(text.lstrip("〇零"))
        if rest is None:
            return None
        total += rest
    return total
