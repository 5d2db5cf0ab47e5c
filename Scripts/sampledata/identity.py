"""Identifiers of invented people: valid by every checksum, and never anybody's."""

from datetime import date

# A prefix that GB/T 2260 has assigned to no place (province 37, no prefecture 99), so that a number
# with a right check digit still cannot belong to a living person.
REGION = "379901"
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECK_DIGITS = "10X98765432"


def check_digit(first17: str) -> str:
    """The 18th character of a citizen's ID number (GB 11643-1999)."""
    return CHECK_DIGITS[sum(int(d) * w for d, w in zip(first17, WEIGHTS)) % 11]


def id_number(birth: date, sequence: int, male: bool, region: str = REGION) -> str:
    """A valid number; `sequence` from 0 to 499 tells apart people of one birthday."""
    order = sequence % 500 * 2 + (1 if male else 0)
    first17 = f"{region}{birth:%Y%m%d}{order:03d}"
    return first17 + check_digit(first17)


def is_valid(number: str) -> bool:
    """Whether the check digit is right."""
    return len(number) == 18 and number[:17].isdigit() and check_digit(number[:17]) == number[17]


def wrong_check_digit(number: str) -> str:
    """The same number with another last character, which makes it invalid."""
    return number[:17] + CHECK_DIGITS[(CHECK_DIGITS.index(number[17]) + 3) % 11]


def fifteen_digits(number: str) -> str:
    """The number as it was before 1999, for people born in the twentieth century."""
    return number[:6] + number[8:17]


def phone(index: int) -> str:
    """A mobile number in a block that no carrier gives out (…0000….)."""
    prefixes = ("130", "135", "138", "150", "158", "177", "186", "189")
    return f"{prefixes[index % len(prefixes)]}0000{index // len(prefixes) % 10000:04d}"
