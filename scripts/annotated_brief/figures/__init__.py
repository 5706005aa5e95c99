"""Figures: the house style, charts, their records and scripts, and their HTML."""
