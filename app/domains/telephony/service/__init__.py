"""Use cases of telephony."""
