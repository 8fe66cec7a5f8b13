"""What only looks like structure gets no node."""

import pytest
from outline_cases import tree

BODY = "We have come a long way since then, and there is no reason to doubt that we shall go on together as before."


@pytest.mark.parametrize(
    "text",
    [
        f"For the first time in history, we met. {BODY}\n\nSecond World War veterans came, too. {BODY}",
        f"First Secretary Ivanov came. {BODY}\n\nFirst Lady Smith came. {BODY}\n\nSecond Lieutenant Jones came. {BODY}",
        f"On the one hand we saw hope. {BODY}\n\nOn the other hand we saw fear. {BODY}",
        f"First, let me thank you all. {BODY}\n\n{BODY}",
        f"On 9 April, we met. {BODY}\n\n12 May 2015 was a fine day. {BODY}\n\n13 May 2015 was not. {BODY}",
        "这是中国第一次举办峰会。我们要抓好一带一路建设，坚持一个中国原则。第一书记出席了活动，第二次会谈也很成功。",
        "首先，我要祝贺峰会取得圆满成功，感谢东道主的热情款待。\n\n中国将于明年举行峰会，欢迎各位光临。",
        f"{BODY} [1]\n\n[1]  Postel, J., User Datagram Protocol, 1980.\n\n[2]  Postel, J., Telnet Protocol, 1983.",
        f"{BODY}\n\n9 09-52228\n\n{BODY}\n\n20/26 15-29437\n\n29/09/2015 A/70/PV.17\n\n{BODY}",
        f"{BODY}\n\n{BODY}\n\nJohn Miller\nHead of Sales\n12 High Street\nLondon W1\n\nPhone: (617) 253-6006",
        "“First,” said her brother, “we find the key.”\n\nFinally, the door opened and they went in.",
        f"Dear Mr. Brown,\n\nThank you for your letter. {BODY}\n\nYours sincerely,",
        "Ladies and gentlemen,\n\nI said that we would come. I said so to my friends. And I did come.",
    ],
)
def test_it_gets_no_node(text: str) -> None:
    assert tree(text) == []


def test_a_table_of_contents_gets_no_nodes_beside_the_headings_it_names() -> None:
    entries = "\n".join(f"{n}. {name} ........ {n * 4}" for n, name in enumerate(("Purpose", "Scope", "Terms"), 1))
    text = f"{entries}\n\n1. Purpose\n\n{BODY}\n\n2. Scope\n\n{BODY}\n\n3. Terms\n\n{BODY}\n"
    assert tree(text) == [(1, "1."), (1, "2."), (1, "3.")]


def test_heads_and_feet_of_pages_are_no_headings() -> None:
    page = "Purpose\n\n{body}\n\n{body}\n\nSollins {n} of 4\n\nTFTP Revision 2, July {n}\n\n"
    text = "".join(page.format(body=BODY, n=n) for n in range(1, 5))
    assert {label for _, label in tree(text)} == {"Purpose"}


def test_a_list_of_people_is_no_structure() -> None:
    text = (
        f"{BODY}\n\nParticipants in the meeting included:\n\n- Secretary of State Ann Lee\n- Attorney General Bo Hay\n"
    )
    assert tree(text) == []


def test_turns_of_speakers_are_no_speech_acts() -> None:
    text = "".join(f"THE PRESIDENT: {BODY}\n\nThe committee asked: {BODY}\n\nMS. LEE: {BODY}\n\n" for _ in range(3))
    assert tree(text) == []


def test_a_sentence_about_a_figure_is_no_caption() -> None:
    text = f"Figure 5 shows the number of members. {BODY}\n\nFigure 5: Members\n\n{BODY}"
    assert tree(text) == [(1, "Figure 5: Members")]
