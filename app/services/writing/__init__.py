"""What is kept of writing: pieces, their versions, what models wrote in them, and notes."""
