"""What editors write in docs/ and bib/, read with its lines: sections, claims, forecasts, terms, settings."""
