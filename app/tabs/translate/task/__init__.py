"""Translation as pure text work: sentences, prompts, glossary, checks, the order of attempts."""
