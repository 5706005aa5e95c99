"""How an annotated edition is built. Imports run one way; tests/test_architecture.py holds this map to the code."""
