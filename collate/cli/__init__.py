"""The command line: reads options, calls the functions of `api`, and prints what they give.

Input: the words of a command line. Output: a result on stdout or in a file, messages on stderr, an exit status.
`commands/` has a file for each command, `option_groups` the options that commands share, `grouping` puts them together.
`console` handles the streams, `output` writes files whole or not at all, `screen` shows views.
Start with `app`, which runs commands and turns errors into sentences.
"""
