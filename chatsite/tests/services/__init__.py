"""Tests with the servers that a larger site uses; bin/services.py starts them."""
