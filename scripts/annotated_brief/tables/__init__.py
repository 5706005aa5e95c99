"""The tables in docs/data/: described, read, every cell what its column allows."""
