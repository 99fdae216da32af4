"""Twilio status and recording callbacks. See README.md."""

from app.domains.telephony.adapters.twilio.adapter import ADAPTER
from app.domains.telephony.adapters.twilio.signature import sign

__all__ = ["ADAPTER", "sign"]
