"""The files around an edition: another brief is started with them, and its engine brought up to date."""
