"""The fault matrix: its rows, and how people see them."""
