"""Figures that every edition has: they draw its ledger."""
