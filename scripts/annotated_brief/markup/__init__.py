"""HTML: templates in which every value is escaped, prose from records, trees of elements."""
