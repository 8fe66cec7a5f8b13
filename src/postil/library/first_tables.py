"""The tables of the first version: once it is released, never edited (see ``migrations``).

Times are UTC, ISO 8601, "" for never; identifiers are UUIDv7; offsets count code points of a version's text. What can
be deleted by a reader has a time ``deleted`` and stays. Large columns stand last, so that the others are read cheaply.
"""

_REPORTS = (
    # A document. ``path`` is where its file was seen last, ``dated`` the day it speaks of itself.
    """CREATE TABLE reports (
        id TEXT PRIMARY KEY,
        title TEXT NOT NULL,
        path TEXT NOT NULL,
        dated TEXT NOT NULL DEFAULT '',
        created TEXT NOT NULL,
        deleted TEXT NOT NULL DEFAULT ''
    ) STRICT""",
    # The bytes lie in the folder sources/ under their hash.
    """CREATE TABLE sources (
        sha256 TEXT PRIMARY KEY,
        name TEXT NOT NULL,
        size INTEGER NOT NULL,
        media_type TEXT NOT NULL,
        created TEXT NOT NULL
    ) STRICT""",
    # One reading of a source. ``options`` is JSON; ``structure`` is what core.Blocks packs.
    """CREATE TABLE versions (
        id TEXT PRIMARY KEY,
        report_id TEXT NOT NULL REFERENCES reports (id),
        number INTEGER NOT NULL,
        source_sha256 TEXT NOT NULL REFERENCES sources (sha256),
        reader TEXT NOT NULL,
        options TEXT NOT NULL DEFAULT '{}',
        title TEXT NOT NULL,
        text_sha256 TEXT NOT NULL,
        characters INTEGER NOT NULL,
        created TEXT NOT NULL,
        sketch BLOB,
        text TEXT NOT NULL,
        structure TEXT NOT NULL,
        UNIQUE (report_id, number)
    ) STRICT""",
    "CREATE INDEX versions_by_source ON versions (source_sha256)",
    "CREATE INDEX versions_by_text ON versions (text_sha256)",
    # Images of a version; ``start`` is where their U+FFFC stands in the text.
    """CREATE TABLE assets (
        version_id TEXT NOT NULL REFERENCES versions (id),
        start INTEGER NOT NULL,
        media_type TEXT NOT NULL,
        alt TEXT NOT NULL DEFAULT '',
        bytes BLOB NOT NULL,
        PRIMARY KEY (version_id, start)
    ) STRICT""",
    # Pages of a version; ``label`` is the printed number, ``map`` leads from the text to the page's characters.
    """CREATE TABLE pages (
        version_id TEXT NOT NULL REFERENCES versions (id),
        number INTEGER NOT NULL,
        label TEXT NOT NULL DEFAULT '',
        start INTEGER NOT NULL,
        "end" INTEGER NOT NULL,
        width REAL NOT NULL,
        height REAL NOT NULL,
        map BLOB NOT NULL,
        PRIMARY KEY (version_id, number)
    ) STRICT""",
    # Where a report was read last, and which spans were (JSON). Not history. The highest ``turn`` was read last of all.
    """CREATE TABLE reading_state (
        report_id TEXT PRIMARY KEY REFERENCES reports (id),
        version_id TEXT NOT NULL REFERENCES versions (id),
        turn INTEGER NOT NULL,
        place INTEGER NOT NULL,
        modified TEXT NOT NULL,
        spans TEXT NOT NULL DEFAULT '[]'
    ) STRICT""",
    "CREATE INDEX reading_state_by_turn ON reading_state (turn)",
    # ``kind``: "collection", or "series" for one whose reports are ordered by date.
    """CREATE TABLE collections (
        id TEXT PRIMARY KEY,
        name TEXT NOT NULL,
        kind TEXT NOT NULL,
        created TEXT NOT NULL,
        modified TEXT NOT NULL,
        deleted TEXT NOT NULL DEFAULT ''
    ) STRICT""",
    """CREATE TABLE collection_reports (
        collection_id TEXT NOT NULL REFERENCES collections (id),
        report_id TEXT NOT NULL REFERENCES reports (id),
        position INTEGER NOT NULL,
        PRIMARY KEY (collection_id, report_id)
    ) STRICT, WITHOUT ROWID""",
    "CREATE INDEX collection_reports_by_report ON collection_reports (report_id)",
)

_ANNOTATIONS = (
    # ``version_id`` is the version it was made on, ``node_id`` the node it speaks of, ``origin`` what it came from.
    """CREATE TABLE annotations (
        id TEXT PRIMARY KEY,
        version_id TEXT NOT NULL REFERENCES versions (id),
        node_id TEXT REFERENCES nodes (id),
        motivation TEXT NOT NULL,
        style TEXT NOT NULL,
        colour TEXT NOT NULL,
        state TEXT NOT NULL DEFAULT '',
        origin TEXT NOT NULL DEFAULT '',
        created TEXT NOT NULL,
        modified TEXT NOT NULL,
        deleted TEXT NOT NULL DEFAULT '',
        note TEXT NOT NULL DEFAULT ''
    ) STRICT""",
    "CREATE INDEX annotations_by_version ON annotations (version_id)",
    "CREATE INDEX annotations_by_node ON annotations (node_id) WHERE node_id IS NOT NULL",
    # One per annotation and version. An orphan's points to where its text stood.
    """CREATE TABLE anchors (
        annotation_id TEXT NOT NULL REFERENCES annotations (id),
        version_id TEXT NOT NULL REFERENCES versions (id),
        start INTEGER NOT NULL,
        "end" INTEGER NOT NULL,
        status TEXT NOT NULL,
        score REAL,
        exact TEXT NOT NULL,
        prefix TEXT NOT NULL,
        suffix TEXT NOT NULL,
        PRIMARY KEY (annotation_id, version_id)
    ) STRICT""",
    "CREATE INDEX anchors_by_place ON anchors (version_id, start)",
    # What a reader decided about an anchor or an outline edit in a version, apart from what was computed.
    """CREATE TABLE reviews (
        id TEXT PRIMARY KEY,
        version_id TEXT NOT NULL REFERENCES versions (id),
        annotation_id TEXT REFERENCES annotations (id),
        outline_edit_id TEXT REFERENCES outline_edits (id),
        decision TEXT NOT NULL,
        start INTEGER,
        "end" INTEGER,
        created TEXT NOT NULL
    ) STRICT""",
    "CREATE INDEX reviews_by_version ON reviews (version_id)",
    "CREATE INDEX reviews_by_annotation ON reviews (annotation_id)",
    # ``name`` is the whole path of a nested tag, "policy/tax".
    """CREATE TABLE tags (
        id TEXT PRIMARY KEY,
        name TEXT NOT NULL UNIQUE,
        colour TEXT NOT NULL DEFAULT '',
        created TEXT NOT NULL,
        deleted TEXT NOT NULL DEFAULT ''
    ) STRICT""",
    """CREATE TABLE annotation_tags (
        annotation_id TEXT NOT NULL REFERENCES annotations (id),
        tag_id TEXT NOT NULL REFERENCES tags (id),
        PRIMARY KEY (annotation_id, tag_id)
    ) STRICT, WITHOUT ROWID""",
    "CREATE INDEX annotation_tags_by_tag ON annotation_tags (tag_id)",
    """CREATE TABLE report_tags (
        report_id TEXT NOT NULL REFERENCES reports (id),
        tag_id TEXT NOT NULL REFERENCES tags (id),
        PRIMARY KEY (report_id, tag_id)
    ) STRICT, WITHOUT ROWID""",
    "CREATE INDEX report_tags_by_tag ON report_tags (tag_id)",
    # From an annotation to an annotation, node or report.
    """CREATE TABLE links (
        id TEXT PRIMARY KEY,
        annotation_id TEXT NOT NULL REFERENCES annotations (id),
        target_kind TEXT NOT NULL,
        target_id TEXT NOT NULL,
        created TEXT NOT NULL,
        deleted TEXT NOT NULL DEFAULT ''
    ) STRICT""",
    "CREATE INDEX links_by_annotation ON links (annotation_id)",
    "CREATE INDEX links_by_target ON links (target_id)",
    # A note being typed, at most a second old; two programs may type one. ``writer`` says which program it is.
    """CREATE TABLE drafts (
        annotation_id TEXT NOT NULL REFERENCES annotations (id),
        writer TEXT NOT NULL,
        written TEXT NOT NULL,
        note TEXT NOT NULL,
        PRIMARY KEY (annotation_id, writer)
    ) STRICT""",
)

_OUTLINES = (
    # A cache: may be emptied at any time.
    """CREATE TABLE outlines (
        version_id TEXT NOT NULL REFERENCES versions (id),
        engine TEXT NOT NULL,
        nodes TEXT NOT NULL,
        PRIMARY KEY (version_id, engine)
    ) STRICT""",
    # Node keys: what a reader said about a node is kept by its printed marker (or first words), kind and ordinal.
    """CREATE TABLE nodes (
        id TEXT PRIMARY KEY,
        report_id TEXT NOT NULL REFERENCES reports (id),
        kind TEXT NOT NULL,
        ordinal INTEGER,
        created TEXT NOT NULL
    ) STRICT""",
    "CREATE INDEX nodes_by_report ON nodes (report_id)",
    """CREATE TABLE node_anchors (
        node_id TEXT NOT NULL REFERENCES nodes (id),
        version_id TEXT NOT NULL REFERENCES versions (id),
        start INTEGER NOT NULL,
        "end" INTEGER NOT NULL,
        status TEXT NOT NULL,
        score REAL,
        exact TEXT NOT NULL,
        prefix TEXT NOT NULL,
        suffix TEXT NOT NULL,
        PRIMARY KEY (node_id, version_id)
    ) STRICT""",
    "CREATE INDEX node_anchors_by_place ON node_anchors (version_id, start)",
    # A correction. ``body`` is JSON: what it does; without a node it is a rule's signature ("everything like this").
    """CREATE TABLE outline_edits (
        id TEXT PRIMARY KEY,
        report_id TEXT NOT NULL REFERENCES reports (id),
        version_id TEXT NOT NULL REFERENCES versions (id),
        node_id TEXT REFERENCES nodes (id),
        kind TEXT NOT NULL,
        created TEXT NOT NULL,
        modified TEXT NOT NULL,
        deleted TEXT NOT NULL DEFAULT '',
        body TEXT NOT NULL
    ) STRICT""",
    "CREATE INDEX outline_edits_by_report ON outline_edits (report_id)",
    """CREATE TABLE node_state (
        node_id TEXT PRIMARY KEY REFERENCES nodes (id),
        state TEXT NOT NULL,
        modified TEXT NOT NULL
    ) STRICT""",
)

_HISTORY = (
    # Append-only. One row for each thing that a group of changes touched. ``before`` and ``after`` are its states as
    # JSON, tags by their id (``before`` NULL: it was not there). ``undoes`` is the group that this one takes back.
    """CREATE TABLE changes (
        seq INTEGER PRIMARY KEY,
        group_id TEXT NOT NULL,
        verb TEXT NOT NULL,
        undoes TEXT,
        actor TEXT NOT NULL,
        made TEXT NOT NULL,
        report_id TEXT,
        version_id TEXT,
        subject_kind TEXT NOT NULL,
        subject_id TEXT NOT NULL,
        before TEXT,
        after TEXT
    ) STRICT""",
    "CREATE INDEX changes_by_report ON changes (report_id, seq)",
    "CREATE INDEX changes_by_group ON changes (group_id)",
    "CREATE INDEX changes_by_subject ON changes (subject_id, seq)",
)

FIRST_TABLES = (*_REPORTS, *_ANNOTATIONS, *_OUTLINES, *_HISTORY)
