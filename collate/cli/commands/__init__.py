"""One file for each command, named after it: reads the options, calls the library, and prints the result."""
