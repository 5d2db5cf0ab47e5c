"""The command line contract as cases that run."""
