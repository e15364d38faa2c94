"""One module for each command; nothing heavy is imported before the command runs."""
