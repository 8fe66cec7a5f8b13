"""The page: the reading surface and what is laid out on it."""
