"""The command line: `app` names the commands, `console` talks, `output` writes files whole or not at all."""
