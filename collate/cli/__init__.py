"""The command line: `app` runs commands, `console` handles the streams, `output` writes files atomically."""
