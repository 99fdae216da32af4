"""Every SELECT of this domain."""
