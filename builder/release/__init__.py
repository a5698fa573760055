"""A release: one folder with packages and everything that whoever is to approve, upload or judge them asks for."""
