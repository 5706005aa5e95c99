"""Figures: the house style, charts, their records and scripts."""
