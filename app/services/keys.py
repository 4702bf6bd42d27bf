"""Access tokens, kept in the system's keyring: one for each host, never in a file or a log."""

from __future__ import annotations

import logging

from app.protocol import ErrorCode, UserError

log = logging.getLogger(__name__)
SERVICE = "Inkstone"


def token(host: str) -> str:
    """Return the token for a host, "" for none."""
    import keyring
    import keyring.errors

    try:
        return keyring.get_password(SERVICE, host) or ""
    except keyring.errors.KeyringError as error:
        log.info("no keyring: %s", type(error).__name__)
        return ""


def set_token(host: str, value: str) -> None:
    """Keep a token, or forget it when it is ""; raises UserError(NO_KEYRING)."""
    import keyring
    import keyring.errors

    try:
        if value:
            keyring.set_password(SERVICE, host, value)
        elif keyring.get_password(SERVICE, host):
            keyring.delete_password(SERVICE, host)
    except keyring.errors.KeyringError as error:
        raise UserError(ErrorCode.NO_KEYRING, host=host) from error
