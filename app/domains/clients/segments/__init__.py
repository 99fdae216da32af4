"""Segments: named groups of clients, listed by hand or found by a filter tree."""
