"""The Write tab: from an idea to a finished piece, every change reviewable."""
