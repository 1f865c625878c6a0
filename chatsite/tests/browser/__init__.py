"""Tests in a real browser, named browser_*.py: `make test-browser`."""
