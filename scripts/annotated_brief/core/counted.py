"""Numbers of things in words."""


def counted(number: int, thing: str) -> str:
    """1 claim, 2 claims, 0 claims: a number with the name of what is counted, given in the singular."""
    return f"{number:,} {thing}{'' if number == 1 else 's'}"
