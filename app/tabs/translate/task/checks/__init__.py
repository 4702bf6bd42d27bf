"""The checks of a translated sentence that need no model."""
