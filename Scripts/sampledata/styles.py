"""The ways in which clerks write one and the same value."""

from datetime import date

HAN = "〇一二三四五六七八九"
FULL_WIDTH = {ord(c): ord(c) + 0xFEE0 for c in "0123456789."}


def han_year(year: int) -> str:
    return "".join(HAN[int(d)] for d in str(year))


def han_number(number: int) -> str:
    if number < 10:
        return HAN[number]
    tens, ones = divmod(number, 10)
    return ("" if tens == 1 else HAN[tens]) + "十" + (HAN[ones] if ones else "")


def serial(day: date, epoch_1904: bool = False) -> int:
    return (day - (date(1904, 1, 1) if epoch_1904 else date(1899, 12, 30))).days


DATE_STYLES = {
    "date": lambda d: d,
    "dots": lambda d: f"{d.year}.{d.month}.{d.day}",
    "padded dots": lambda d: f"{d:%Y.%m.%d}",
    "han": lambda d: f"{d.year}年{d.month}月{d.day}日",
    "slashes": lambda d: f"{d.year}/{d.month}/{d.day}",
    "iso": lambda d: d.isoformat(),
    "compact": lambda d: f"{d:%Y%m%d}",
    "compact number": lambda d: int(f"{d:%Y%m%d}"),
    "numerals": lambda d: f"{han_year(d.year)}年{han_number(d.month)}月{han_number(d.day)}日",
    "full width": lambda d: f"{d.year}.{d.month}.{d.day}".translate(FULL_WIDTH),
    "serial": serial,
    "serial 1904": lambda d: serial(d, True),
    "with time": lambda d: f"{d.year}-{d.month}-{d.day} 9:00",
    "weekday": lambda d: f"{d.year}年{d.month}月{d.day}日（星期{'一二三四五六日'[d.weekday()]}）",
    "stroke": lambda d: f"{d.year}、{d.month}、{d.day}",
}


def mixed(styles: list[str]):
    """A date style that changes from row to row, as in ledgers kept by several hands."""
    turn = iter(range(10**9))
    return lambda d: DATE_STYLES[styles[next(turn) % len(styles)]](d)
