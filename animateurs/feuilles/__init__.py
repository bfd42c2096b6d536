"""The feuille de route as plain values: what it says, how two of them differ, how it travels in a spreadsheet."""
