#!/usr/bin/env python3
"""Follows one CrowdMind experiment over a bare WebSocket and prints its events, one JSON line each.

Needs only the `websockets` package, 10.1 or newer. Whatever happens to the connection, the subscriber comes back
with the seq it printed last, so no event is missed and none is printed twice.
"""

import argparse
import asyncio
import json
import os
import random
import sys
import urllib.error
import urllib.parse
import urllib.request

import websockets
import websockets.exceptions

FIRST_WAIT_SECONDS = 0.25
LONGEST_WAIT_SECONDS = 10.0

# Coming back would not help: what was asked for is wrong, not allowed, or gone.
FINAL_CLOSE_CODES = {
    4400: "the server refused the request",
    4401: "the key has ended, by its time or because it was revoked; set CROWDMIND_KEY to another one",
    4404: "the experiment was deleted",
}

# Servers that ask for credentials want an API key or a token with every request.
KEY = os.environ.get("CROWDMIND_KEY")
CREDENTIALS = {"Authorization": f"Bearer {KEY}"} if KEY else {}

# What the package calls further headers of the handshake, up to 13 and since.
HEADERS_OPTION = "extra_headers" if int(websockets.__version__.split(".")[0]) < 14 else "additional_headers"


class Stop(Exception):
    """The subscription is over for good."""


class Cursor:
    """The seq of the last event printed; kept in a file when one is given."""

    def __init__(self, after, path):
        self.after = after
        self.path = path
        if path and after is None and os.path.exists(path):
            with open(path, encoding="ascii") as file:
                self.after = int(file.read())

    def move(self, seq):
        self.after = seq
        if self.path:
            with open(self.path + ".new", "w", encoding="ascii") as file:
                file.write(str(seq))
            os.replace(self.path + ".new", self.path)


class Waits:
    """Growing, jittered pauses between attempts, so that a crowd of subscribers does not return in step."""

    def __init__(self):
        self.next = FIRST_WAIT_SECONDS

    def reset(self):
        self.next = FIRST_WAIT_SECONDS

    async def sleep(self, why):
        seconds = random.uniform(self.next / 2, self.next)
        self.next = min(self.next * 2, LONGEST_WAIT_SECONDS)
        note(f"{why}; again in {seconds:.1f} s")
        await asyncio.sleep(seconds)


def note(text):
    print(text, file=sys.stderr, flush=True)


def head_of(url, experiment):
    """The seq of the experiment's last event now."""
    request = urllib.request.Request(f"{url}/experiments/{experiment}", headers=CREDENTIALS)
    with urllib.request.urlopen(request, timeout=10) as answer:
        return json.load(answer)["last_seq"]


def refusal(status, experiment, after):
    """Why the server will never take this request; None when a later attempt may do."""
    return {
        401: f"the server wants a key and {'refuses this one' if KEY else 'was given none'}; set CROWDMIND_KEY",
        403: f"the key in CROWDMIND_KEY may not follow experiment {experiment}",
        404: f"there is no experiment {experiment}",
        409: f"the log is shorter than {after}, was a backup restored? Start again with a smaller --after",
        422: f"the server does not take experiment '{experiment}' and after={after}",
    }.get(status)


async def start_at_head(url, experiment, waits):
    """Without a cursor the subscriber starts live. It asks for the head first: a connection that breaks before its
    first event could not say otherwise where to resume."""
    while True:
        try:
            return await asyncio.to_thread(head_of, url, experiment)
        except urllib.error.HTTPError as error:
            why = refusal(error.code, experiment, None)
            if why:
                raise Stop(why) from error
            await waits.sleep(f"HTTP {error.code}")
        except OSError as error:
            await waits.sleep(f"no connection ({error})")


async def follow_once(address, cursor, waits):
    """One connection: prints what comes until it ends."""
    async with websockets.connect(address, max_size=None, **{HEADERS_OPTION: CREDENTIALS}) as socket:
        while True:
            frame = await socket.recv()
            waits.reset()
            event = json.loads(frame)
            seq = event.get("seq")
            if seq is None:
                continue  # "subscribed" or "pong": no event
            if seq != cursor.after + 1:
                raise OSError(f"expected seq {cursor.after + 1} and got {seq}")
            print(frame, flush=True)
            cursor.move(seq)


async def follow(url, experiment, cursor):
    waits = Waits()
    if cursor.after is None:
        cursor.move(await start_at_head(url, experiment, waits))
    sockets = "ws" + url[len("http"):]
    while True:
        address = f"{sockets}/ws/experiments/{experiment}?after={cursor.after}"
        try:
            await follow_once(address, cursor, waits)
        except websockets.exceptions.ConnectionClosed as closed:
            code = closed.rcvd.code if closed.rcvd else 1006
            if code in FINAL_CLOSE_CODES:
                raise Stop(f"closed with {code}: {FINAL_CLOSE_CODES[code]}") from closed
            await waits.sleep(f"closed with {code} after seq {cursor.after}")
        except websockets.exceptions.InvalidHandshake as error:
            # The status stands in one place up to websockets 13 and in another since.
            response = getattr(error, "response", None)
            status = getattr(error, "status_code", None) or getattr(response, "status_code", None)
            why = refusal(status, experiment, cursor.after)
            if why:
                raise Stop(why) from error
            await waits.sleep(f"HTTP {status}" if status else str(error))
        except BrokenPipeError:
            raise  # the reader of our lines has gone, not the server
        except (OSError, asyncio.TimeoutError, EOFError) as error:
            await waits.sleep(f"no connection ({error})")


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--experiment", required=True, metavar="ID", help="the experiment to follow")
    parser.add_argument("--url", default="http://localhost:8000/api/v1", help="the API with its prefix (%(default)s)")
    parser.add_argument("--after", type=int, metavar="SEQ", help="start after this seq; 0 replays the whole log; "
                        "without it the subscriber starts where FILE says, or live")
    parser.add_argument("--cursor", metavar="FILE", help="keep the last printed seq in this file")
    given = parser.parse_args()
    given.url = given.url.rstrip("/")
    given.experiment = urllib.parse.quote(given.experiment, safe="")
    if urllib.parse.urlsplit(given.url).scheme not in ("http", "https"):
        parser.error(f"--url must begin with http:// or https://, not '{given.url}'")
    if given.after is not None and given.after < 0:
        parser.error(f"--after must be 0 or more, not {given.after}")
    return given


def main():
    given = arguments()
    try:
        cursor = Cursor(given.after, given.cursor)
    except (OSError, ValueError) as error:
        note(f"The cursor file {given.cursor} cannot be read: {error}")
        return 2
    try:
        asyncio.run(follow(given.url, given.experiment, cursor))
    except Stop as stop:
        note(f"Stopped after seq {cursor.after}: {stop}.")
        return 1
    except KeyboardInterrupt:
        note(f"Stopped after seq {cursor.after}.")
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # or Python complains when it flushes
    return 0


if __name__ == "__main__":
    sys.exit(main())
