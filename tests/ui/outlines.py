"""Outlines to test with."""

from postil.core.outline import Node, NodeKind, Outline


def node(title: str, parent: int | None = None, ordinal: int | None = None, **fields) -> Node:
    usual = {
        "start": 0,
        "end": 0,
        "marker_end": 0,
        "level": 1 if parent is None else 2,
        "label": "" if ordinal is None else f"{ordinal}.",
        "kind": NodeKind.HEADING if ordinal is None else NodeKind.NUMBERED,
        "rule": "markup-heading",
        "confidence": 0.9,
    }
    return Node(**{**usual, "title": title, "parent": parent, "ordinal": ordinal, **fields})


def placed(*nodes: Node) -> Outline:
    """An outline in which each node begins ten characters after the one before."""
    starts = [node._replace(start=10 * i, marker_end=10 * i + len(node.label)) for i, node in enumerate(nodes)]
    ends = [
        next((n.start for n in starts[i + 1 :] if n.level <= node.level), 10 * len(nodes))
        for i, node in enumerate(starts)
    ]
    return Outline(tuple(node._replace(end=end) for node, end in zip(starts, ends, strict=True)))


READOUT = placed(
    *(
        node("conference held in Beijing", kind=NodeKind.LEAD),
        node("Pointed out: rectify off-campus training institutions"),
        node("Pointed out: 2020 was extraordinary"),
        node("Emphasised: 14th Five-Year Plan"),
        node("Study the Fifth Plenary spirit", 3, 1),
        node("People-first value orientation", 3, 2),
        node("Systematic integration of reform results", 3, 3),
        node("Resolution of practical problems", 3, 4),
        node("Bottom line of safe development", 3, 5),
        node("Pointed out: 2021 is of special importance"),
        node("“Hundred Years Action” party building", 9, 1),
        node("Lide and foster people", 9, 2),
        node("Service capabilities", 9, 3),
        node("Deepen education reform", 9, 4),
        node("Teaching team", 9, 5),
        node("Support capabilities", 9, 6),
        node("Requested: responsibility and mission"),
    )
)


def large(nodes: int) -> Outline:
    """Chapters of nine articles each."""
    return Outline(
        tuple(
            node(f"Chapter {i}", start=10 * i, end=10 * i + 100)
            if i % 10 == 0
            else node(f"Article {i} of many", i - i % 10, i % 10, start=10 * i, end=10 * i + 10)
            for i in range(nodes)
        )
    )
