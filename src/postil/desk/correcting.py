"""What a reader says of the outline: corrections, states and notes of nodes.

What is made here is a value that a window can show at once (``Corrections.put``) and keep afterwards; each keeping is
one transaction and one group of the history. A node is named by its index in the outline as it is shown.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from postil.core.annotation import Annotation, Motivation
from postil.core.correction import (
    ADDED,
    STATES,
    TITLE_LIMIT,
    Corrected,
    Correction,
    Corrections,
    Deed,
    NodeKey,
    NodeState,
)
from postil.core.display import shown_text
from postil.core.errors import PostilError
from postil.core.outline import Outline
from postil.core.report import Report
from postil.core.span import Span
from postil.core.text import clean
from postil.desk.changing import do
from postil.desk.marking import tidy_note, tidy_tags
from postil.desk.values import Change
from postil.library import Library, annotations, corrections, subjects
from postil.library.history import Step
from postil.library.identity import new_id, now


def corrected_outline(report: Report, inferred: Outline, said: Corrections) -> Corrected:
    """An inferred outline with all that its reader said of it."""
    if said.is_empty:
        return Corrected.bare(inferred)
    from postil.core.correction_tree import corrected  # noqa: PLC0415 — few reports are corrected before the first page

    return corrected(report, inferred, said)


def promote(report: Report, shown: Corrected, index: int) -> tuple[Correction, ...]:
    """Let a node stand where its parent stands, behind it; nothing to do for one of the top level."""
    parent = shown.outline.nodes[index].parent
    if parent is None:
        return ()
    return (_placed(report, shown, index, shown.outline.nodes[parent].parent),)


def demote(report: Report, shown: Corrected, index: int) -> tuple[Correction, ...]:
    """Let a node stand under the one before it on its level; nothing to do for the first one there."""
    nodes = shown.outline.nodes
    before = (other for other in range(index - 1, -1, -1) if nodes[other].parent == nodes[index].parent)
    sibling = next(before, None)
    return () if sibling is None else (_placed(report, shown, index, sibling),)


def retitle(report: Report, shown: Corrected, index: int, title: str) -> tuple[Correction, ...]:
    """Give a node another title; "" gives it back the one that was found. Raises PostilError "title-too-long"."""
    title = _title(title)
    if not title:
        return restore(shown.corrections.about(shown.keys.get(index, ()), Deed.RETITLE))
    if title == shown.outline.nodes[index].title:
        return ()
    return (_edited(report, shown, index, Deed.RETITLE, title=title),)


def remove(report: Report, shown: Corrected, index: int) -> tuple[Correction, ...]:
    """Let a passage be no node; what is below it stands where it stood. What was said of it else is taken back."""
    said = shown.corrections
    over = restore(said.about(shown.keys.get(index, ()), Deed.ADD, Deed.MOVE, Deed.RETITLE))
    alike = any(edit.deed is Deed.LIKE and edit.keeps for edit in said.edits)
    if shown.outline.nodes[index].rule == ADDED and any(edit.deed is Deed.ADD for edit in over) and not alike:
        return over
    return (*over, _edited(report, shown, index, Deed.REMOVE))


def add_node(report: Report, shown: Corrected, span: Span, title: str = "") -> tuple[Correction, ...]:
    """Make a passage a node, titled by its own words where no title is given.

    Raises PostilError "passage-empty", "node-there" or "title-too-long".
    """
    from postil.core.correction_keys import new_key  # noqa: PLC0415 — not for the first page
    from postil.core.correction_looks import added  # noqa: PLC0415 — as above
    from postil.core.correction_tree import parent_for  # noqa: PLC0415 — as above

    start = _passage(report, span)
    if any(node.start == start for node in shown.outline.nodes):
        raise PostilError("node-there")
    removals = [one.edit for one in shown.removed if one.node.start == start and one.edit.deed is Deed.REMOVE]
    if removals:
        return restore(removals)
    node = added(report, start, _title(title))
    node = node._replace(title=_title(title) or _words(report, Span(node.marker_end, span.end)) or node.title)
    under = _line_of(report, shown, parent_for(report, shown.outline, node))
    key, time = new_key(report, node, new_id()), now()
    return (Correction(new_id(), Deed.ADD, key, node.title, under, created=time, modified=time),)


def like_node(report: Report, shown: Corrected, index: int, *, keeps: bool) -> tuple[Correction, ...]:
    """Let everything that looks like a node be a node, or be none.

    Either takes the other back where it was said before. Raises PostilError "look-common".
    """
    from postil.core.correction_looks import look, signature  # noqa: PLC0415 — not for the first page

    node = shown.outline.nodes[index]
    if keeps:
        against = _rules(shown, signature(report, node), keeps=False)
        return restore(against) if against else _alike(report, shown, node.start)
    if node.rule != ADDED:
        own = restore(shown.corrections.about(shown.keys.get(index, ()), Deed.ADD))
        return (*own, _rule(signature(report, node), keeps=False))
    looks = look(report, node.start)
    adds = [edit for edit in shown.corrections.edits if edit.deed is Deed.ADD and edit.key]
    same = [edit for edit in adds if edit.key and looks and look(report, edit.key.anchor.start) == looks]
    return restore([*_rules(shown, looks, keeps=True), *same]) or remove(report, shown, index)


def like_passage(report: Report, shown: Corrected, span: Span) -> tuple[Correction, ...]:
    """Let everything that looks like a passage be a node. Raises PostilError "passage-empty" or "look-common"."""
    start = _passage(report, span)
    there = next((index for index, node in enumerate(shown.outline.nodes) if node.start == start), None)
    if there is not None:
        return like_node(report, shown, there, keeps=True)
    removals = restore([one.edit for one in shown.removed if one.node.start == start])
    ruled = any(edit.deed is Deed.LIKE for edit in removals)
    return removals if ruled else (*removals, *_alike(report, shown, start))


def restore(edits: Iterable[Correction]) -> tuple[Correction, ...]:
    """Take corrections back."""
    time = now()
    return tuple(edit._replace(modified=time, deleted=time) for edit in edits)


def new_node_state(report: Report, shown: Corrected, index: int, state: str) -> tuple[NodeState, ...]:
    """Give a node a state: "to-check", "done", or "" for none."""
    if state not in STATES:
        raise ValueError(state)
    if state == shown.state(index):
        return ()
    time = now()
    keys = {key.id: key for key in shown.keys.get(index, ())}
    stated = [one.key for one in shown.corrections.states if one.key.id in keys] or [_key(report, shown, index)]
    return tuple(NodeState(key, state, time) for key in stated)


def new_node_note(
    report: Report, shown: Corrected, index: int, note: str = "", tags: Iterable[str] = ()
) -> tuple[NodeKey, Annotation]:
    """A note on a node, as it can be shown before ``keep_node_note`` keeps it. Raises PostilError "note-too-long"."""
    key, time = _key(report, shown, index), now()
    made = Annotation(
        id=new_id(),
        anchor=key.anchor,
        motivation=Motivation.COMMENTING,
        note=tidy_note(note),
        tags=tidy_tags(tags),
        created=time,
        modified=time,
        node=key.id,
    )
    return key, made


def keep_corrections(library: Library, version_id: str, made: Sequence[Correction | NodeState]) -> Change:
    """Keep what was said of a version's outline; of several things all or none."""
    with library.transaction():
        steps = [Step(version_id, _present(library, version_id, one), one) for one in made]
        return do(library, _verb(made), version_id, [step for step in steps if step.before != step.after])


def keep_node_note(library: Library, version_id: str, key: NodeKey, made: Annotation) -> Change:
    """Keep a note that was made on a node of a version."""
    with library.transaction():
        corrections.write_key(library, version_id, key)
        return do(library, "mark", version_id, [Step(version_id, None, made)])


def forget(library: Library, version_id: str, key_id: str) -> Change:
    """Take back all that was said of a node, one that is lost say; notes on it go to the trash."""
    with library.transaction():
        said, time = corrections.standing(library, version_id), now()
        steps = [
            *(Step(version_id, edit, edit._replace(modified=time, deleted=time)) for edit in _of(said, key_id)),
            *(
                Step(version_id, state, state._replace(state="", modified=time))
                for state in said.states
                if state.key.id == key_id
            ),
            *(
                Step(version_id, noted, noted.changed(time, deleted=time))
                for noted in annotations.living(library, version_id)
                if noted.node == key_id
            ),
        ]
        return do(library, "forget", version_id, steps)


def corrections_of(library: Library, version_id: str) -> Corrections:
    """All that was said of a version's outline and still stands."""
    with library.snapshot():
        return corrections.standing(library, version_id)


def _of(said: Corrections, key_id: str) -> list[Correction]:
    return [edit for edit in said.edits if edit.key is not None and edit.key.id == key_id]


def _present(library: Library, version_id: str, one: Correction | NodeState) -> Correction | NodeState | None:
    kind = subjects.kind_of(one)
    present: Correction | NodeState | None = kind.read(library, kind.identifier(one), version_id)
    return present


def _verb(made: Sequence[Correction | NodeState]) -> str:
    """What is told of several: what was done last, if it is more than taking back."""
    last = made[-1]
    if isinstance(last, NodeState):
        return "state"
    return "restore" if last.deleted else last.deed.value


def _key(report: Report, shown: Corrected, index: int) -> NodeKey:
    """What a node is known by, or will be from now on."""
    from postil.core.correction_keys import new_key  # noqa: PLC0415 — not for the first page

    known = shown.keys.get(index)
    return known[0] if known else new_key(report, shown.outline.nodes[index], new_id())


def _line_of(report: Report, shown: Corrected, index: int | None) -> tuple[NodeKey, ...]:
    """The keys of a node and of all above it, innermost first."""
    return tuple(_key(report, shown, above) for above in reversed(shown.outline.path(index)))


def _placed(report: Report, shown: Corrected, index: int, parent: int | None) -> Correction:
    return _edited(report, shown, index, Deed.MOVE, under=_line_of(report, shown, parent))


def _edited(report: Report, shown: Corrected, index: int, deed: Deed, **fields: Any) -> Correction:  # noqa: ANN401 — any of Correction's
    """A node's correction of some deed, the one there is or a new one."""
    key, time = _key(report, shown, index), now()
    known = list(shown.corrections.about(shown.keys.get(index, ()), deed))
    fresh = Correction(new_id(), deed, key, created=time)
    edit = max(known, key=lambda one: (one.modified, one.id), default=fresh)
    return edit._replace(modified=time, **fields)


def _rules(shown: Corrected, signature: str, *, keeps: bool) -> list[Correction]:
    edits = (edit for edit in shown.corrections.edits if edit.deed is Deed.LIKE and edit.keeps is keeps)
    return [edit for edit in edits if edit.signature == signature]


def _rule(signature: str, *, keeps: bool) -> Correction:
    time = now()
    return Correction(new_id(), Deed.LIKE, signature=signature, keeps=keeps, created=time, modified=time)


def _alike(report: Report, shown: Corrected, start: int) -> tuple[Correction, ...]:
    """Everything that looks like the passage at an offset is a node."""
    from postil.core.correction_looks import look  # noqa: PLC0415 — not for the first page

    looks = look(report, start)
    if not looks:
        raise PostilError("look-common")
    return () if _rules(shown, looks, keeps=True) else (_rule(looks, keeps=True),)


def _passage(report: Report, span: Span) -> int:
    """Where the passage begins that was selected."""
    from postil.core.correction_looks import passage_start  # noqa: PLC0415 — not for the first page

    if not shown_text(report, span).strip():
        raise PostilError("passage-empty")
    return passage_start(report, span)


def _words(report: Report, span: Span) -> str:
    """A title of the words in a span, "" where there are none."""
    from postil.core.correction_looks import short_title  # noqa: PLC0415 — not for the first page

    return short_title(shown_text(report, span)) if span.start < span.end else ""


def _title(title: str) -> str:
    """A title as it is kept: one line."""
    tidy = " ".join(clean(title).split())
    if len(tidy) > TITLE_LIMIT:
        raise PostilError("title-too-long", limit=TITLE_LIMIT, size=len(tidy))
    return tidy
