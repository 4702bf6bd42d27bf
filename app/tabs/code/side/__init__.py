"""Questions about code and their answers, beside the editor."""
