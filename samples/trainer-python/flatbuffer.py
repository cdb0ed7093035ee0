"""Writes FlatBuffers, as far as a model needs them: https://flatbuffers.dev/internals/

A buffer is written front to back: every object stands behind what refers to it, so all offsets point forward.
"""

import struct


def write(root, identifier):
    """The bytes of a buffer with this root table and file identifier."""
    out = bytearray(4) + identifier.encode("ascii")
    struct.pack_into("<I", out, 0, root.write(out))
    return bytes(out)


class Scalar:
    """A number that lies in its table; `kind` is a letter of the struct module."""

    def __init__(self, kind, value):
        self.bytes = struct.pack("<" + kind, value)


class Table:
    """A table: its fields by their numbers, which are their places in the schema."""

    def __init__(self, fields):
        self.fields = {slot: value for slot, value in fields.items() if value is not None}

    def write(self, out):
        widths = {slot: len(value.bytes) if isinstance(value, Scalar) else 4 for slot, value in self.fields.items()}
        places, size = {}, 4
        for slot in sorted(widths, key=widths.get, reverse=True):  # the widest first, so that none needs padding
            places[slot], size = size, size + widths[slot]
        slots = max(places, default=-1) + 1
        vtable = struct.pack(f"<HH{slots}H", 4 + 2 * slots, size, *(places.get(slot, 0) for slot in range(slots)))
        pad(out, len(vtable), 4)
        out += vtable
        start = len(out)
        out += struct.pack("<i", len(vtable)) + bytes(size - 4)
        for slot, value in self.fields.items():
            at = start + places[slot]
            if isinstance(value, Scalar):
                out[at:at + widths[slot]] = value.bytes
            else:
                struct.pack_into("<I", out, at, value.write(out) - at)
        return start


class Vector:
    """A vector of numbers of one kind, given as their bytes; `align` is where its first one must lie."""

    def __init__(self, kind, values, align=4):
        self.count = len(values)
        self.bytes = values if kind == "B" else struct.pack(f"<{len(values)}{kind}", *values)
        self.align = align

    def write(self, out):
        pad(out, 4, self.align)
        start = len(out)
        out += struct.pack("<I", self.count) + self.bytes
        return start


class Text:
    """A string: a vector of its bytes, and a zero behind them."""

    def __init__(self, text):
        self.bytes = text.encode("utf-8")

    def write(self, out):
        start = Vector("B", self.bytes).write(out)
        out.append(0)
        return start


class Tables:
    """A vector of tables."""

    def __init__(self, tables):
        self.tables = tables

    def write(self, out):
        start = Vector("I", [0] * len(self.tables)).write(out)
        for number, table in enumerate(self.tables):
            at = start + 4 + 4 * number
            struct.pack_into("<I", out, at, table.write(out) - at)
        return start


def pad(out, ahead, align):
    """Zeros, so that what lies `ahead` bytes further on lies at a multiple of `align`."""
    out += bytes(-(len(out) + ahead) % align)
