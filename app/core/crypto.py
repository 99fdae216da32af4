"""Secrets at rest and signatures, all derived from the installation's one secret key."""

import base64
import hashlib
import hmac
import secrets

from cryptography.fernet import Fernet


def derive_key(secret: str, purpose: str) -> bytes:
    """Return a 32-byte key for one purpose (HKDF-like: HMAC-SHA256 of the purpose under the secret)."""
    return hmac.new(secret.encode(), purpose.encode(), hashlib.sha256).digest()


class SecretBox:
    """Encrypts provider secrets (Fernet: AES-128-CBC with HMAC-SHA256)."""

    def __init__(self, secret: str) -> None:
        """Derive the encryption key."""
        self._fernet = Fernet(base64.urlsafe_b64encode(derive_key(secret, "secrets-at-rest")))

    def seal(self, plain: str) -> str:
        """Return the encrypted form, fit for a text column."""
        return self._fernet.encrypt(plain.encode()).decode()

    def open(self, sealed: str) -> str:
        """Return the plain secret; raises `cryptography.fernet.InvalidToken` when the key is another."""
        return self._fernet.decrypt(sealed.encode()).decode()


def new_token(prefix: str, bits: int = 256) -> str:
    """Return `<prefix>.<random>` with the given number of random bits, URL-safe."""
    return f"{prefix}.{secrets.token_urlsafe(bits // 8)}"


def token_digest(token: str) -> bytes:
    """Return what is stored of a token: its SHA-256. The token is random, so no slow hash is needed."""
    return hashlib.sha256(token.encode()).digest()
