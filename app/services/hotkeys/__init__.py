"""One key that reaches the app from any program, where the desktop allows it."""
