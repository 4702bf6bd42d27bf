"""Chat 对话: talk with the model."""
