"""What the interface says of poems: of what was found in one, and of the forms."""
