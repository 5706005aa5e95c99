"""Numbers of things in words, and several things in a row."""

from collections.abc import Sequence

NUMBERS = "no one two three four five six seven eight nine ten eleven twelve".split()


def counted(number: int, thing: str) -> str:
    """1 claim, 2 claims, 0 claims: a number with the name of what is counted, given in the singular."""
    return f"{number:,} {thing}{'' if number == 1 else 's'}"


def listed(words: Sequence[str], last: str = "and") -> str:
    """`a`, `a and b`, `a, b and c`: words in a row, with `last` before the last one."""
    return f"{', '.join(words[:-1])} {last} {words[-1]}" if len(words) > 1 else "".join(words)


def spelt(number: int) -> str:
    """A number as prose has it: in words up to twelve, and "no" for nothing."""
    return NUMBERS[number] if number < len(NUMBERS) else str(number)
