"""Chinese and English verse under a form."""
