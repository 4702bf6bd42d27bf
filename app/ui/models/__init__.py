"""Settings > Models."""
