"""Several servers on one machine: see `__main__`."""
