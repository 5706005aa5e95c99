"""What a scholarly edition has at its foot: footnotes, references to copy and to download, the look-up."""
