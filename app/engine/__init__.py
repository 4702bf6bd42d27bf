"""The engine process: the only package that touches native inference code."""
