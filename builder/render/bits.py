"""Numbers as bits, most significant first: what saved state is written with."""

from __future__ import annotations


class StateOverflow(ValueError):
    """A state holds more, or greater, numbers than it has room for; the message says which."""


class EndOfBitsError(Exception):
    """A text ended before the state did, or a state before its text."""


class BitWriter:
    """Collects numbers as bits."""

    def __init__(self) -> None:
        self._digits: list[str] = []

    def add(self, value: int, *, width: int) -> None:
        """Add *value* in *width* bits; raise StateOverflow if it needs more."""
        if not 0 <= value < 1 << width:
            raise StateOverflow(f"{value} does not fit into {width} bits")
        self._digits.append(f"{value:0{width}b}")

    def digits(self, digits: str) -> None:
        """Add text of 0 and 1 as it is."""
        self._digits.append(digits)

    def saturating(self, value: int, *, width: int) -> None:
        """Add *value*, or the greatest that *width* bits hold."""
        self.add(min(value, (1 << width) - 1), width=width)

    def count(self, what: str, value: int, *, width: int) -> None:
        """Add how many *what* there are; raise StateOverflow in words if they are too many."""
        if value >= 1 << width:
            raise StateOverflow(f"{value} {what}; saved state has room for {(1 << width) - 1}")
        self.add(value, width=width)

    def to_bytes(self) -> bytes:
        """Return the bits, filled with zeros to a whole byte."""
        digits = "".join(self._digits)
        size = -(-len(digits) // 8)
        return int(digits.ljust(size * 8, "0") or "0", 2).to_bytes(size, "big")


class BitReader:
    """Gives back what a ``BitWriter`` collected."""

    def __init__(self, payload: bytes) -> None:
        self._digits = "".join(f"{byte:08b}" for byte in payload)
        self._position = 0

    def digits(self, count: int) -> str:
        """Return the next *count* bits as text of 0 and 1; raise EndOfBitsError if there are fewer."""
        end = self._position + count
        if end > len(self._digits):
            raise EndOfBitsError
        digits = self._digits[self._position : end]
        self._position = end
        return digits

    def take(self, width: int) -> int:
        """Return the next *width* bits as a number."""
        return int(self.digits(width) or "0", 2)

    def flag(self) -> bool:
        """Return the next bit."""
        return self.take(1) == 1

    def end(self) -> None:
        """Raise EndOfBitsError if anything is left but the zeros that fill the last byte."""
        rest = self._digits[self._position :]
        if len(rest) >= 8 or "1" in rest:
            raise EndOfBitsError
