"""What is not there is fetched, in any Python and with nothing else: see `dev.__main__`."""
