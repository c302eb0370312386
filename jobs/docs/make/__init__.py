"""What prepares the sources of the pages."""
