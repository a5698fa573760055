"""What tests ask of the two ports, and with which headers."""

from __future__ import annotations

from starlette.testclient import TestClient

HEADERS = {"Authorization": "Basic dGVzdDp0ZXN0", "X-Experience-API-Version": "1.0.3"}


def launch(port: TestClient, fmt: str, **asked: str) -> dict[str, object]:
    order = {"part": "one", "format": fmt, "learner": "learner-1", "name": "Sam", "who": "learner"} | asked
    told: dict[str, object] = port.post("/token/launch", json=order).json()
    return told
