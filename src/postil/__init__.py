"""Postil: read long reports beside an outline they never had, and keep what you note in the margin."""

__version__ = "0.1.0"
