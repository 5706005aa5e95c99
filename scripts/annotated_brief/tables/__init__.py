"""The tables in docs/data/: their descriptions, their rows, and checks of every cell."""
