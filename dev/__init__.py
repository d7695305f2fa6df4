"""The development environment: `make help` lists what it does."""
