"""Whatever is sent to the site, it answers and goes on: python -m benchmarks fuzz [REQUESTS]."""
