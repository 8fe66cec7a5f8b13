"""Blocks: a sequence like any other, kept in columns and stored as JSON."""

import pytest
from core_strategies import texts_with_blocks
from hypothesis import given

from postil.core.report import Block, BlockKind, Blocks, Flow, Run, Style


@given(texts_with_blocks())
def test_blocks_come_back_as_they_went_in(case: tuple[str, list[Block]]) -> None:
    _, blocks = case
    kept = Blocks(blocks)
    assert list(kept) == blocks
    assert kept[1:] == blocks[1:]
    assert len(kept) == len(blocks)


@given(texts_with_blocks())
def test_packed_blocks_are_the_same_when_unpacked(case: tuple[str, list[Block]]) -> None:
    blocks = Blocks(case[1])
    again = Blocks.unpack(blocks.pack())
    assert again == blocks
    assert list(again) == list(blocks)
    assert all(isinstance(run, Run) and isinstance(run.style, Style) for block in again for run in block.runs)


@given(texts_with_blocks())
def test_the_block_at_an_offset_holds_it_or_is_the_last_one_before(case: tuple[str, list[Block]]) -> None:
    text, made = case
    blocks = Blocks(made)
    for offset in range(len(text) + 1):
        index = blocks.at(offset)
        before = [i for i, block in enumerate(made) if block.start <= offset]
        assert index == (before[-1] if before else 0)


def test_blocks_are_reached_from_both_ends_and_not_beyond() -> None:
    blocks = Blocks([Block(0, 1, BlockKind.HEADING, Flow.KEPT, 3), Block(2, 5)])
    assert blocks[-1] == Block(2, 5)
    assert blocks[0].level == 3
    with pytest.raises(IndexError):
        blocks[2]


def test_a_level_beyond_what_is_stored_is_the_deepest_one() -> None:
    assert Blocks([Block(0, 1, BlockKind.LIST_ITEM, level=400)])[0].level == 255


@pytest.mark.parametrize("packed", ["", "[]", "{", "[[1],[2]]"])
def test_what_is_no_packed_blocks_is_refused(packed: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        Blocks.unpack(packed)
