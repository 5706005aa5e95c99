"""Figures: the house style, the record and the script, the drawing, what stands in a page."""
