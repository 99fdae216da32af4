"""Zadarma cloud PBX notifications. See README.md."""

from app.domains.telephony.adapters.zadarma.adapter import ADAPTER, sign

__all__ = ["ADAPTER", "sign"]
