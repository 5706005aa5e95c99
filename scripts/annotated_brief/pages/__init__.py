"""The content of pages: annotations in the margin, figures, lists made from data, and the variables of the theme's templates."""
