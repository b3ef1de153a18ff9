"""The guestbook's entries in SQLite. Safe to use from several workers at once."""

import os
import sqlite3
from contextlib import closing
from datetime import datetime, timezone

NAME_LIMIT = 60
MESSAGE_LIMIT = 1000

SCHEMA = """
CREATE TABLE IF NOT EXISTS entry (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 60),
    message TEXT NOT NULL CHECK (length(message) BETWEEN 1 AND 1000),
    written_at TEXT NOT NULL
)
"""


class InvalidEntry(ValueError):
    """An entry that cannot be kept; its text is meant for the visitor."""


class Guestbook:
    def __init__(self, path: str):
        self.path = path
        os.makedirs(os.path.dirname(path) or ".", exist_ok=True)
        with closing(self._connect()) as connection:
            connection.execute(SCHEMA)
            connection.commit()

    def add(self, name: str, message: str) -> None:
        name = " ".join(name.split())
        # A browser sends a line break of a text area as CR LF, but counts it as one character.
        message = message.replace("\r\n", "\n").strip()
        if not name or not message:
            raise InvalidEntry("Please give both a name and a message.")
        if len(name) > NAME_LIMIT or len(message) > MESSAGE_LIMIT:
            raise InvalidEntry(f"At most {NAME_LIMIT} characters of name and {MESSAGE_LIMIT} of message.")
        written_at = datetime.now(timezone.utc).isoformat(timespec="seconds")
        with closing(self._connect()) as connection:
            connection.execute(
                "INSERT INTO entry (name, message, written_at) VALUES (?, ?, ?)", (name, message, written_at)
            )
            connection.commit()

    def page(self, number: int, size: int) -> list[sqlite3.Row]:
        """The newest entries first; `number` counts from 1."""
        with closing(self._connect()) as connection:
            query = "SELECT name, message, written_at FROM entry ORDER BY id DESC LIMIT ? OFFSET ?"
            return connection.execute(query, (size, (number - 1) * size)).fetchall()

    def count(self) -> int:
        with closing(self._connect()) as connection:
            return connection.execute("SELECT count(*) FROM entry").fetchone()[0]

    def _connect(self) -> sqlite3.Connection:
        connection = sqlite3.connect(self.path, timeout=5)
        connection.row_factory = sqlite3.Row
        return connection
