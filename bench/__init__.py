"""The benchmarks: what a build costs, and what it puts in front of learners. ``make bench``."""
