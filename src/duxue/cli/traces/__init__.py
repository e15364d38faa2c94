"""A figure told from its value down to its rows, for a page and for a document."""
