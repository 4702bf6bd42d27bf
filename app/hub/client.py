"""Requests to a hub, by the HTTP client that huggingface_hub brings, and its errors as ours."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import quote, urlsplit

from huggingface_hub import errors
from huggingface_hub.utils import get_session, hf_raise_for_status, httpx

from app.hub_protocol import MODELSCOPE, Source
from app.protocol import ErrorCode, Params, UserError

TIMEOUT = httpx.Timeout(30.0, connect=10.0)
BUSY = (408, 425, 429, 500, 502, 503, 504)
LONGEST_WAIT = 120.0


class Failure(Exception):
    """One try that failed. `again`: the same source may do better, after `wait` seconds."""

    def __init__(self, code: ErrorCode, params: Params, *, again: bool, wait: float = 0.0) -> None:
        super().__init__(code.value, params)
        self.code = code
        self.params = params
        self.again = again
        self.wait = wait

    def as_user_error(self) -> UserError:
        """Return what the person is told."""
        return UserError(self.code, **self.params)


def host_of(source: Source) -> str:
    """Return the host that a source names."""
    return urlsplit(source.endpoint).netloc or source.endpoint


def file_url(source: Source, repo: str, revision: str, path: str) -> str:
    """Return the address of a file's bytes."""
    if source.endpoint == MODELSCOPE:
        return f"{MODELSCOPE}/models/{source.modelscope}/resolve/master/{quote(path)}"
    return f"{source.endpoint.rstrip('/')}/{repo}/resolve/{quote(revision, safe='')}/{quote(path)}"


@contextmanager
def get(url: str, source: Source, headers: dict[str, str]) -> Iterator[httpx.Response]:
    """Stream a GET, whatever its status.

    The client follows redirects and takes the token away where one leads to another host.
    """
    headers = {"Accept-Encoding": "identity", "User-Agent": "inkstone", **headers}
    if source.token:
        headers["Authorization"] = f"Bearer {source.token}"
    with get_session().stream("GET", url, headers=headers, timeout=TIMEOUT) as response:
        yield response


def check(response: httpx.Response) -> None:
    """Raise what the hub's status means."""
    if response.status_code >= 400:
        response.read()
        hf_raise_for_status(response)


@contextmanager
def failures(source: Source, what: str) -> Iterator[None]:
    """Turn the client's errors into Failure; `what` is the repository or file asked for."""
    try:
        yield
    except errors.OfflineModeIsEnabled as error:
        raise Failure(ErrorCode.HUB_OFFLINE, {}, again=False) from error
    except errors.HfHubHTTPError as error:
        raise _refusal(error, source, what) from error
    except (httpx.InvalidURL, httpx.UnsupportedProtocol, httpx.LocalProtocolError) as error:
        params: Params = {"host": source.endpoint}
        raise Failure(ErrorCode.HUB_BAD_ADDRESS, params, again=False) from error
    except (httpx.HTTPError, ConnectionError) as error:
        params = {"host": host_of(source), "reason": _reason(error)}
        raise Failure(ErrorCode.HUB_UNREACHABLE, params, again=True) from error


def _refusal(error: errors.HfHubHTTPError, source: Source, what: str) -> Failure:
    status = error.response.status_code
    params: Params = {"host": host_of(source), "what": what, "status": status}
    if isinstance(error, errors.GatedRepoError):
        return Failure(ErrorCode.HUB_GATED, params, again=False)
    if status in BUSY:
        wait = _seconds(error.response.headers.get("Retry-After", ""))
        return Failure(ErrorCode.HUB_BUSY, params, again=True, wait=wait)
    missing = (
        errors.RepositoryNotFoundError,
        errors.RevisionNotFoundError,
        errors.EntryNotFoundError,
    )
    if isinstance(error, missing) or status == 404:
        return Failure(ErrorCode.HUB_NOT_FOUND, params, again=False)
    return Failure(ErrorCode.HUB_REFUSED, params, again=False)


def _seconds(value: str) -> float:
    return min(float(value), LONGEST_WAIT) if value.isdigit() else 0.0


def _reason(error: Exception) -> str:
    return str(error) or type(error).__name__
