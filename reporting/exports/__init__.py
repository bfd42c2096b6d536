"""Exports: every list and every indicator, as CSV, XLSX and ODS."""
