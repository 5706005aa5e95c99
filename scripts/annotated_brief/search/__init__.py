"""The search of the site and of the command line: its index and its ranking."""
