"""The independent implementation behind the test vectors, and the cases."""
