"""How a library's tables came to be, step by step. A step that was released is never edited: add the next one.

Each step is atomic, sets ``user_version`` to its number, and needs its fingerprint in ``schema.FINGERPRINTS``.
"""

import sqlite3
from contextlib import closing
from pathlib import Path

from sqlite_utils import Database, Migrations

from postil.library.first_tables import FIRST_TABLES
from postil.library.schema import APPLICATION_ID, schema_of

STEPS = Migrations("postil")


@STEPS()
def first_tables(database: Database) -> None:
    """All tables of the first version."""
    for statement in FIRST_TABLES:
        database.conn.execute(statement)
    database.conn.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    database.conn.execute("PRAGMA user_version = 1")


NAMES = ("first_tables",)


def migrate(path: Path) -> None:
    """Bring the database at ``path`` to the newest version; a new one is made. The caller holds the library's lock."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA synchronous = FULL")
        STEPS.apply(Database(connection, execute_plugins=False))
        connection.execute("PRAGMA journal_mode = WAL")


def schema_at(version: int) -> dict[tuple[str, str], str]:
    """The schema that a version should have, made from the steps; empty for a version there never was."""
    with closing(sqlite3.connect(":memory:")) as connection:
        database = Database(connection, execute_plugins=False)
        STEPS.apply(database, stop_before=NAMES[version:])
        return schema_of(connection)
