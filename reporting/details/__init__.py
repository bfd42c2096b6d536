"""From a figure to the records that it counts: ``fiches`` prints one record, ``releve`` makes the page."""
