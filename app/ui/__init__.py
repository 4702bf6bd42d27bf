"""The window and the widgets that tabs share."""
