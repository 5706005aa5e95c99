"""The search of the site and of the command line: what can be found, the index that browsers load, and the terminal."""
