"""What several rules read alike: problems that a report admits, the kind of area that it is about."""
