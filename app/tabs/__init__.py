"""The tabs: one folder each."""
