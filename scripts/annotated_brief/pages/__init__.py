"""What stands in a page: annotations in the margin, lists made from data, and what the theme's templates are given."""
