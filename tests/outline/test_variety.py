"""Reports are written in many ways; each of these once had no outline, or a wrong one."""

from outline_cases import outline_of, tree

BODY = "This sentence goes on for long enough that nobody would take it for a heading of anything at all."


def labels(text: str, name: str = "report.txt") -> list[str]:
    return [node.label for node in outline_of(text, name).nodes]


def test_underlined_headings_nest_by_the_character_that_underlines_them() -> None:
    text = f"Good work\n=========\n\nLabour\n------\n\n{BODY}\n\nWages\n-----\n\n{BODY}\n\nRest\n====\n\n{BODY}\n"
    assert [level for level, _ in tree(text)] == [1, 2, 2, 1]


def test_a_table_with_a_rule_below_its_head_has_no_headings() -> None:
    assert outline_of(f"{BODY}\n\nName     Age     Place\n---------------------\nAnn      41      Rome\n").nodes == ()


def test_items_in_mid_sentence_count_where_they_go_on() -> None:
    text = f"{BODY}\n\nThe United Lands will (i) open the border to all, and (ii) close the old office for good.\n"
    assert labels(text) == ["", "(i)", "(ii)"]


def test_a_reference_in_mid_sentence_is_no_item() -> None:
    assert (
        outline_of(f"{BODY}\n\nWhat paragraph 3 (a) and rule (i) say of this holds for all who live here.\n").nodes
        == ()
    )


def test_a_list_of_figures_inside_a_chinese_paragraph_is_found() -> None:
    text = "本院判决如下：1.撤销一审判决及其全部内容；2.驳回原告的诉讼请求并由其承担费用。\n"
    assert labels(text) == ["", "1.", "2."]


def test_a_text_cut_out_of_a_longer_one_keeps_its_first_number() -> None:
    assert labels(
        f"三、重点工作\n\n（一）保持政策连续。{'各级政府要加强领导，' * 8}\n\n（二）深入推进改革。各地要落实。\n"
    ) == [
        "三、",
        "（一）",
        "（二）",
    ]


def test_the_table_of_contents_of_an_act_is_no_structure() -> None:
    entries = "第一章　総則（第一条）\n第二章　活動（第二条）\n第三章　雑則（第三条）\n"
    body = "この規則は、委員会の活動について必要な事項を定めることを目的とする。"
    chapters = "".join(
        f"\n{chapter}　{name}\n\n{article}　{body}\n"
        for chapter, name, article in (
            ("第一章", "総則", "第一条"),
            ("第二章", "活動", "第二条"),
            ("第三章", "雑則", "第三条"),
        )
    )
    levels = [level for level, _ in tree(f"委員会規則\n\n{entries}{chapters}")]
    assert levels == [1, 2, 1, 2, 1, 2]


def test_kana_number_items_in_either_order() -> None:
    sentence = "この点については、政府の見解を明らかにすることが求められる。"
    assert labels(
        f"一　質問\n\nア　{sentence}\nイ　{sentence}\nウ　{sentence}\n\n二　再質問\n\nア　{sentence}\nイ　{sentence}\n"
    ) == [
        *("一", "ア", "イ", "ウ"),
        *("二", "ア", "イ"),
    ]


def test_a_program_has_no_outline() -> None:
    assert (
        outline_of("/**\n * Gets it.\n * Sets it.\n */\nfunction get(a) {\n  if (a) {\n    b();\n  }\n}\n" * 4).nodes
        == ()
    )


def test_turns_of_speakers_in_bold_are_no_headings() -> None:
    turns = "".join(f"**{who}:** {BODY}\n\n" for who in ("MODERADOR", "PRESIDENTE LÓPEZ") * 3)
    assert outline_of(turns, "report.md").nodes == ()


def test_verse_has_no_headings() -> None:
    verse = "\n\n".join(
        f"The river runs along the {word}\nAnd nobody is there to see\nIt turn" for word in ("hill", "mill")
    )
    assert outline_of(f"{verse}\n\nAnd so it goes\n\n{verse}\n\nFor evermore\n\n{verse}\n").nodes == ()


def test_a_story_told_in_dialogue_has_no_speech_acts() -> None:
    lines = (
        "王小明说：“我们明天再来吧！”她笑了。",
        "李红说：“好的，我知道了。”",
        "王小明说：“那就这样吧。”",
        "李红说：“再见！”",
    )
    assert outline_of("\n\n".join(lines * 2)).nodes == ()
