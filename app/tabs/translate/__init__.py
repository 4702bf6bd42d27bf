"""The Translate tab: as you type, whole documents, a glossary and a memory that are kept."""
