"""What all other packages build on: paths, problems, YAML and JSON with line numbers. Knows nothing of an edition."""
