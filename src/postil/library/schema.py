"""What makes a database ours, and how a foreign hand in it is noticed."""

import sqlite3
from hashlib import sha256

APPLICATION_ID = 0x5054_494C  # "PTIL"
VERSION = 1

# The fingerprint of each version's schema: a database that does not show its own was altered by something else.
FINGERPRINTS = {1: "d31b21258fd238c6cc3351b4f8616c8de72d194bdd8eaabe4e6d1869d8c3fd85"}


def schema_of(connection: sqlite3.Connection) -> dict[tuple[str, str], str]:
    """The definitions in a database by kind and name, without what SQLite and the record of migrations keep."""
    rows = connection.execute("SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY type, name")
    return {
        (kind, name): sql or ""
        for kind, name, table, sql in rows
        if not (kind in {"table", "index"} and (name.startswith("sqlite_") or table == "_sqlite_migrations"))
    }


def fingerprint(schema: dict[tuple[str, str], str]) -> str:
    """A short name for exactly this schema."""
    return sha256(repr(sorted(schema.items())).encode()).hexdigest()
