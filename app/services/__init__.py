"""Services: everything between the widgets and the child processes."""
