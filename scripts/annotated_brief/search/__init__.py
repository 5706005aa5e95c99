"""What the site's search and the command line find, and in which order."""
