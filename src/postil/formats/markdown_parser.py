"""markdown-it that says where in the source each of its tokens stands."""

from collections.abc import Callable, Sequence
from functools import partial

from markdown_it import MarkdownIt, rules_block, rules_inline
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

BlockRule = Callable[[StateBlock, int, int, bool], bool]
InlineRule = Callable[[StateInline, bool], bool]

NESTING = 60
"""How deep brackets and containers may nest: what lies deeper is read as plain paragraphs. (A list takes two.)"""

_LEAVES = frozenset({"inline", "table_open", "fence", "code_block", "html_block"})


def parser() -> MarkdownIt:
    """A parser whose tokens carry places in their ``meta``.

    A leaf of the block structure has ``starts``: for each of its lines, the offset in the source where it begins behind
    indentation, quotation marks and list markers. Every inline token but delimiters has ``at``: where it begins and
    ends in the leaf's content (in an image: in the content of its label).
    """
    markdown_it = MarkdownIt("js-default", {"html": True, "maxNesting": NESTING})
    markdown_it.disable(["fragments_join", "text_join"])  # joined texts would have no one place
    _place_inline_rules(markdown_it)
    _place_block_rules(markdown_it)
    return markdown_it


def _place_inline_rules(markdown_it: MarkdownIt) -> None:
    rules = {
        "newline": rules_inline.newline,
        "escape": rules_inline.escape,
        "backticks": rules_inline.backtick,
        "strikethrough": rules_inline.strikethrough.tokenize,
        "emphasis": rules_inline.emphasis.tokenize,
        "link": rules_inline.link,
        "image": rules_inline.image,
        "autolink": rules_inline.autolink,
        "html_inline": rules_inline.html_inline,
        "entity": rules_inline.entity,
    }
    for name, rule in rules.items():
        markdown_it.inline.ruler.at(name, partial(_with_places, rule))
    markdown_it.inline.ruler2.before("balance_pairs", "places", _place_texts)


def _with_places(rule: InlineRule, state: StateInline, silent: bool) -> bool:  # noqa: FBT001 — a rule's signature
    if silent:
        return rule(state, silent)
    before, count, pending = state.pos, len(state.tokens), bool(state.pending)
    if not rule(state, silent):
        return False
    added = state.tokens[count:]
    if pending and added and added[0].type == "text":
        del added[0]  # the text before the token, which only now became one
    if added:
        _place(added, before, state.pos)
    return True


def _place(tokens: Sequence[Token], start: int, end: int) -> None:
    first = tokens[0]
    if first.type == "link_open":
        if first.info == "auto":
            tokens[1].meta["at"] = (start + 1, end - 1)
        first.meta["at"] = (start, start + 1)
        tokens[-1].meta["at"] = (end, end)
    elif first.type == "text":  # runs of * and ~ become a text for each delimiter
        for token in tokens:
            token.meta["at"] = (start, start + len(token.content))
            start += len(token.content)
    else:
        first.meta["at"] = (start, end)


def _place_texts(state: StateInline) -> None:
    """A text begins where the token before it ended."""
    end = 0
    for token in state.tokens:
        if "at" not in token.meta:
            token.meta["at"] = (end, end + len(token.content))
        end = token.meta["at"][1]


def _place_block_rules(markdown_it: MarkdownIt) -> None:
    interrupting = ["paragraph", "reference", "blockquote"]
    rules: tuple[tuple[str, BlockRule, list[str]], ...] = (
        ("table", rules_block.table, ["paragraph", "reference"]),
        ("code", rules_block.code, []),
        ("fence", rules_block.fence, [*interrupting, "list"]),
        ("html_block", rules_block.html_block, interrupting),
        ("heading", rules_block.heading, interrupting),
        ("lheading", rules_block.lheading, []),
        ("paragraph", rules_block.paragraph, []),
    )
    for name, rule, interrupted in rules:
        markdown_it.block.ruler.at(name, partial(_with_starts, rule), {"alt": interrupted})
    markdown_it.block.ruler.before("table", "too_deep", _flatten)


def _with_starts(rule: BlockRule, state: StateBlock, first: int, last: int, silent: bool) -> bool:  # noqa: FBT001
    count = len(state.tokens)
    if not rule(state, first, last, silent):
        return False
    leaf = next((token for token in state.tokens[count:] if token.type in _LEAVES), None)
    if leaf and leaf.map:
        leaf.meta["starts"] = [state.bMarks[line] + state.tShift[line] for line in range(*leaf.map)]
    return True


def _flatten(state: StateBlock, first: int, last: int, silent: bool) -> bool:  # noqa: FBT001 — a rule's signature
    """Read what is nested too deep as a paragraph; markdown-it alone would drop it."""
    return not silent and state.level >= NESTING - 2 and _with_starts(rules_block.paragraph, state, first, last, silent)
