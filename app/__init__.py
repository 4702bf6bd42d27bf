"""Inkstone 砚: a writing desk with a language model that runs on the person's own machine."""

__version__ = "0.8.0"
