"""Items hang under what introduces them."""

from outline_cases import outline_of, tree

BODY = "We have come a long way since then, and there is no reason to doubt that we shall go on together as before."


def test_two_lists_in_a_row_hang_under_their_own_heads() -> None:
    text = f"""Let us do the following:

First, we read. {BODY}

{BODY}

Second, we write. {BODY}

To help others, there are two further tasks.

First, we teach. {BODY}

Second, we listen. {BODY}
"""
    assert [level for level, _ in tree(text)] == [1, 2, 2, 1, 2, 2]


def test_numbers_go_on_across_elaboration_and_pages() -> None:
    text = f"1. Read\n\n{BODY}\n\n{BODY}\n\n2. Write\n\n{BODY}\n\n17/26 15-29437\n\n{BODY}\n\n3. Rest\n\n{BODY}\n"
    assert tree(text) == [(1, "1."), (1, "2."), (1, "3.")]


def test_a_list_that_starts_again_is_a_new_list() -> None:
    items = "1. Read it well.\n2. Write it down."
    text = f"Purpose\n\n{BODY}\n\n{items}\n\nScope\n\n{BODY}\n\n{items}\n"
    assert [level for level, _ in tree(text)] == [1, 2, 2, 1, 2, 2]


def test_numbers_that_go_on_under_the_next_heading_hang_there() -> None:
    first, second = f"1. We agree. {BODY}\n\n2. We commit. {BODY}", f"3. We welcome. {BODY}\n\n4. We thank. {BODY}"
    text = f"Energy\n\n{first}\n\nTrade\n\n{second}\n"
    assert [level for level, _ in tree(text)] == [1, 2, 2, 1, 2, 2]


def test_inline_items_hang_under_the_paragraph_that_hosts_them() -> None:
    host = "There is much to do. The first is to read; the second is to write; and the third is to rest."
    text = f"{BODY}\n\n{host}\n\n{BODY}"
    assert tree(text) == [(1, "There is much to do."), (2, "The first"), (2, "the second"), (2, "the third")]


def test_inline_items_that_open_their_paragraph_need_no_host() -> None:
    text = "一是坚持改革，二是扩大开放，三是改善民生。\n\n各地各部门的负责同志进行了讨论，大家畅所欲言。"
    assert [level for level, _ in tree(text)] == [1, 1, 1]


def test_a_series_may_run_on_from_inside_a_paragraph_to_later_lines() -> None:
    text = f"(a) Budget. (1) It is set. {BODY}\n\n(2) It is spent. {BODY}\n\n(b) Notice. It is given. {BODY}\n"
    assert tree(text) == [(1, "(a)"), (2, "(1)"), (2, "(2)"), (1, "(b)")]


def test_chinese_numerals_nest_in_their_order() -> None:
    text = """一、总体要求

各地各部门要认真学习，抓好落实。

（一）指导思想。坚持稳中求进。

（二）基本原则。坚持以人为本。

二、重点任务

（三）加强建设。

1.提升网络覆盖。加快建设步伐。

2.完善终端服务。

（四）推进治理。一是建章立制；二是加强监督。

三、保障措施

各级政府要加强领导。
"""
    levels = [level for level, _ in tree(text)]
    assert levels == [1, 2, 2, 1, 2, 3, 3, 2, 3, 3, 1]


def test_units_of_a_law_nest_by_their_rank() -> None:
    text = f"""Teil 1
Allgemeines

Kapitel 1
Begriffe

§ 1 Anwendungsbereich

(1) Dieses Gesetz gilt für die Verarbeitung von Daten durch
1. Stellen des Bundes,
2. Stellen der Länder, soweit sie
a) das Recht des Bundes ausführen oder
b) als Organe der Rechtspflege tätig werden.

(2) Andere Gesetze gehen vor. {BODY}

§ 2 Ausnahmen

Das Gesetz gilt nicht für die Presse, und es ist nicht auf sie anzuwenden.

Kapitel 2
Rechte

§ 3 Auskunft

Jeder hat das Recht auf Auskunft über die zu seiner Person gespeicherten Daten.
"""
    assert [level for level, _ in tree(text)] == [1, 2, 3, 4, 5, 5, 6, 6, 4, 3, 2, 3]


def test_a_vocative_ends_a_list_but_not_the_part_it_stands_in() -> None:
    text = """一、工作回顾

一年来主要做了以下工作。

一是加大调控力度。

二是深化改革开放。

各位代表！

过去一年的成绩来之不易，值得倍加珍惜。

二、任务

要坚持稳中求进工作总基调，扎实做好各项工作。
"""
    assert [level for level, _ in tree(text)] == [1, 2, 3, 3, 1]


def test_a_caption_does_not_part_a_list() -> None:
    text = f"First, we read. {BODY}\n\nPhoto: A reader.\n\nSecond, we write. {BODY}\n"
    assert [level for level, _ in tree(text)] == [1, 1, 1]


def test_what_closes_a_list_belongs_to_it() -> None:
    text = f"First, we read. {BODY}\n\nSecond, we write. {BODY}\n\nFinally, we rest. {BODY}\n"
    assert tree(text) == [(1, "First"), (1, "Second"), (1, "Finally")]


def test_what_closes_a_chinese_list_belongs_to_it() -> None:
    items = "第一，必须坚持党的领导。这是根本保证。\n\n第二，必须坚持以人民为中心。\n\n最后，必须坚持守正创新。"
    text = f"会议强调，要抓好三项工作。\n\n{items}\n"
    assert [level for level, _ in tree(text)] == [1, 2, 2, 2]


def test_headings_by_markup_nest_by_their_level_and_give_the_title() -> None:
    text = f"# Review\n\n## 1. Work\n\n{BODY}\n\n### 1.1 Risks\n\n- Supply\n- Demand\n\n## 2. Outlook\n\n{BODY}\n"
    outline = outline_of(text, "review.md")
    assert outline.title == "Review"
    assert [node.level for node in outline.nodes] == [1, 2, 3, 3, 1]


def test_fifty_levels_of_bullets_are_an_outline() -> None:
    text = "\n".join(f"{'  ' * depth}- item {depth}" for depth in range(50))
    levels = [node.level for node in outline_of(text, "deep.md").nodes]
    assert max(levels) <= 50
    assert levels == sorted(levels)
