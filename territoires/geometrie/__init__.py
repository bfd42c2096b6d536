"""Real outlines: read from GeoJSON, projected, simplified, then drawn as SVG paths. No library of maps."""
