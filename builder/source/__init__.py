"""From text to model: reading files, YAML and Markdown, with the place of everything and all problems at once."""
