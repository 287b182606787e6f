"""Tests that read as policy."""
