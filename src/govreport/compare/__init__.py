"""Reports of two years, or of many places, side by side."""
