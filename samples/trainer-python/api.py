"""The few REST calls that a trainer makes, with the standard library."""

import json
import urllib.error
import urllib.request
import uuid

PATIENCE_SECONDS = 300


class Refused(Exception):
    """The server is not there, or will not do it; the message says why."""


class Api:
    def __init__(self, url, key=None):
        self.url = url.rstrip("/")
        self.credentials = {"Authorization": f"Bearer {key}"} if key else {}

    def get(self, path):
        with self.open(path) as answer:
            return json.load(answer)

    def post(self, path, body=None):
        data = None if body is None else json.dumps(body).encode()
        with self.open(path, "POST", data, "application/json") as answer:
            return json.load(answer)

    def lines(self, path):
        """The rows of a file of JSON lines, as they arrive."""
        with self.open(path) as answer:
            for line in answer:
                yield json.loads(line)

    def upload(self, path, name, data):
        """Sends a file as the form field `file`."""
        border = uuid.uuid4().hex
        head = (f'--{border}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n'
                "Content-Type: application/octet-stream\r\n\r\n")
        body = head.encode() + data + f"\r\n--{border}--\r\n".encode()
        with self.open(path, "POST", body, f"multipart/form-data; boundary={border}") as answer:
            return json.load(answer)

    def open(self, path, method="GET", data=None, content_type=None):
        headers = {**self.credentials, **({"Content-Type": content_type} if data is not None else {})}
        request = urllib.request.Request(f"{self.url}/{path}", data or None, headers, method=method)
        try:
            return urllib.request.urlopen(request, timeout=PATIENCE_SECONDS)
        except urllib.error.HTTPError as error:
            hint = " Set CROWDMIND_KEY to a key of an editor." if error.code in (401, 403) else ""
            raise Refused(f"{method} {path}: {error.code}, {reason(error)}{hint}") from error
        except OSError as error:
            raise Refused(f"No CrowdMind server answers at {self.url}: {error}") from error


def reason(error):
    """The sentence of a problem+json, or what there is instead."""
    try:
        return json.load(error)["detail"]
    except (ValueError, KeyError, TypeError):
        return error.reason
