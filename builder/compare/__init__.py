"""What replacing a package by another does to the learners who are in it: ``coursepack compare``."""
