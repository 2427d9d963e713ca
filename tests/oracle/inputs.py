"""Random input: what is usual, and what is likely to break an encoding."""

import os
import random
import string

SEED = os.environ.get("CLOSEROOM_ORACLE_SEED", "closeroom")

DAY = 86_400
LATEST = 99_999_999_999
LETTERS_DIGITS = string.ascii_letters + string.digits
VISIBLE = "".join(map(chr, range(0x21, 0x7F)))
AWKWARD = [
    *"\"\\/%+&=?#;'`<>*~!() \t\r\n\0\b\f\x1f\x7f\x85\xa0é\u0301\u200d\u202e\u2028\u2029",
    *"\ufeff\ufffd\uffff😀🚀\U0010ffff",
    *["%2B", "%41", "\\u0041", "\\n", "</script>", "&amp;", "${1}", "房间", "{}", "__proto__"],
]


def seeded(name):
    """Random numbers of that name's own, the same in every run with this seed."""
    return random.Random(f"{SEED} {name}")


def text(rng, most_bytes):
    """Any text that is not empty: pieces that break encodings, and characters from everywhere."""
    kinds = (lambda: rng.choice(VISIBLE), lambda: rng.choice(AWKWARD), lambda: character(rng))
    pieces = (rng.choice(kinds)() for _ in range(most_bytes))
    cut = "".join(pieces).encode()[: rng.randint(1, most_bytes)]
    return cut.decode(errors="ignore") or "x"


def character(rng):
    last = rng.choice([0x7F, 0x7FF, 0xFFFF, 0x10FFFF])
    point = rng.randint(0, last)
    return chr(point - 0xD800 if 0xD800 <= point <= 0xDFFF else point)


def of(rng, alphabet, shortest, longest):
    return "".join(rng.choices(alphabet, k=rng.randint(shortest, longest)))


def secret(rng):
    """Usual ones, and ones of any characters and beyond a block of the hash."""
    usual = of(rng, LETTERS_DIGITS, 32, 32)
    return rng.choice([usual, of(rng, VISIBLE, 1, 200), bare(text(rng, 200)) or usual])


def bare(text):
    """Without white space and byte order marks around it."""
    while (cut := text.strip().strip("\ufeff")) != text:
        text = cut
    return text


def timestamp(rng):
    """Any time, and the seconds around midnight."""
    midnight = DAY * rng.randint(20_000, 30_000)
    anywhere = rng.randint(1_000_000_000, rng.choice([2_000_000_000, LATEST]))
    return rng.choice([midnight - 1, midnight, midnight + 1, anywhere])


def time_away(rng, sent, tolerance):
    """A time outside the tolerance, to either side where both are times that can be."""
    away = rng.choice([tolerance + 1, rng.randint(tolerance + 1, 10**9)])
    return rng.choice([time for time in (sent - away, sent + away) if 10**9 <= time <= LATEST])


def nonce(rng):
    return f"{rng.choice([1, 2**64 - 1, rng.getrandbits(64)]):016x}"


def integer(rng, largest):
    """Of any size, the limits included."""
    bits = rng.randint(1, largest.bit_length())
    return rng.choice([1, largest, min(largest, rng.randint(1, 2**bits - 1))])


def replaced(rng, text, alphabet):
    """The text with one character changed."""
    at = rng.randrange(len(text))
    other = rng.choice([character for character in alphabet if character != text[at]])
    return text[:at] + other + text[at + 1 :]
