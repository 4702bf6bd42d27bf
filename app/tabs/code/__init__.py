"""The Code tab: an editor that completes at the cursor, and answers about a selection."""
