"""Benchmarks against other libraries: data, peers and measuring, each process on its own."""
