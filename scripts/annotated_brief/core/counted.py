"""Numbers of things in words."""

NUMBERS = "no one two three four five six seven eight nine ten eleven twelve".split()


def counted(number: int, thing: str) -> str:
    """1 claim, 2 claims, 0 claims: a number with the name of what is counted, given in the singular."""
    return f"{number:,} {thing}{'' if number == 1 else 's'}"


def spelt(number: int) -> str:
    """A number as prose has it: in words up to twelve, and "no" for nothing."""
    return NUMBERS[number] if number < len(NUMBERS) else str(number)
