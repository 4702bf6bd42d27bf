"""What the person's translations leave behind: a glossary, a memory, a history."""
