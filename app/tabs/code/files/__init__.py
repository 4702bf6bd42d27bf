"""The files of the Code tab: opened, kept, watched and saved."""
