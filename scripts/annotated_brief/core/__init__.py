"""What every room stands on: places, faults, YAML with lines, one moment, one browser. Knows nothing of an edition."""
