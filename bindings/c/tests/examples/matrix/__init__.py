"""The fault matrix in C: tests/faults/README.md says what a runner does."""
