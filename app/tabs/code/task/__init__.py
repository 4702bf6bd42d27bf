"""Completion and questions about code as pure text work: places, prompts, rules, parsing."""
