"""The generic connection: our own signed JSON format. See README.md."""

from app.domains.telephony.adapters.generic.adapter import ADAPTER, sign

__all__ = ["ADAPTER", "sign"]
