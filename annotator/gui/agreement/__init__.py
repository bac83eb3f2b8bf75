"""The Agreement page: who agrees with whom on what, and the spans behind every figure."""
