"""Telephony: connections, calls, screen pop and call outcomes."""
