"""What stands around the text: its title and tools, its length, finding, what is put into it."""
