"""One file for each command, named after it: reading of options, a call of the function behind it, and printing."""
