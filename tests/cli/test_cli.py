"""What the command line promises: answers, refusals in one sentence, and exit codes."""

import json
from pathlib import Path
from textwrap import fill

import pytest
from click.testing import CliRunner, Result

from postil import desk
from postil.__main__ import COMMANDS
from postil.cli import commands

QUOTE = "trust one set of figures"


@pytest.fixture
def library(tmp_path: Path) -> Path:
    return tmp_path / "library"


@pytest.fixture
def report(tmp_path: Path, sample: Path) -> Path:
    return Path(tmp_path, "report.txt").write_bytes(sample.read_bytes()) and tmp_path / "report.txt"


def postil(*arguments: str | Path) -> Result:
    return CliRunner().invoke(commands, [str(argument) for argument in arguments])


def done(*arguments: str | Path) -> str:
    result = postil(*arguments)
    assert (result.exit_code, result.stderr) == (0, ""), result
    return result.stdout


def refused(*arguments: str | Path) -> str:
    result = postil(*arguments)
    assert result.exit_code == 1, result
    assert result.stdout == ""
    assert result.stderr.endswith("\n")
    assert result.stderr.count("\n") == 1, "a refusal is one sentence"
    return result.stderr


def test_the_entry_knows_every_command() -> None:
    assert sorted(commands.commands) == sorted(COMMANDS)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself_and_takes_a_library(command: str) -> None:
    assert "--library" in done(command, "--help")


def test_text_is_the_report_byte_for_byte(report_file: Path) -> None:
    printed = CliRunner().invoke(commands, ["text", str(report_file)]).stdout_bytes
    source = report_file.read_bytes().removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    assert printed == source


def test_offsets_of_the_outline_count_the_code_points_of_the_text(report_file: Path) -> None:
    text = done("text", report_file)
    value = json.loads(done("outline", report_file, "--format", "json"))
    assert set(value["report"]) == {"title", "language", "characters"}
    assert value["report"]["characters"] == len(text)
    for index, node in enumerate(value["nodes"]):
        assert list(node) == [
            "start", "end", "level", "parent", "label", "ordinal", "title", "kind", "rule", "confidence",
        ]  # fmt: skip
        assert 0 <= node["start"] < node["end"] <= len(text)
        if report_file.suffix == ".txt":  # elsewhere a list's number is markup
            assert text[node["start"] :].startswith(node["label"])
        assert node["parent"] is None or (
            node["parent"] < index and value["nodes"][node["parent"]]["level"] < node["level"]
        )


def test_an_outline_comes_as_tree_markdown_and_opml(sample: Path) -> None:
    tree = done("outline", sample)
    assert any("The third" in line and line.startswith(" ") for line in tree.splitlines())
    assert "- The third" in done("outline", sample, "--format", "markdown")
    assert done("outline", sample, "--format", "opml").startswith("<?xml")


@pytest.mark.parametrize("command", ["outline", "text"])
def test_looking_at_a_report_makes_no_library(command: str, sample: Path, library: Path) -> None:
    done(command, sample, "--library", library)
    assert not library.exists()


def test_a_marked_quote_is_listed_and_exported_under_its_node(report: Path, library: Path) -> None:
    made = json.loads(
        done("annotate", report, "--quote", QUOTE, "--note", "By whom?", "--tag", "gauges", "--tag", "water policy",
             "--colour", "green", "--json", "--library", library)
    )  # fmt: skip
    annotation, text = made["annotation"], done("text", report)
    assert text[annotation["anchor"]["start"] : annotation["anchor"]["end"]] == QUOTE
    assert (annotation["note"], annotation["colour"]) == ("By whom?", "green")
    assert annotation["tags"] == ["gauges", "water policy"]

    (listed,) = json.loads(done("list", "--json", "--library", library))
    assert (listed["id"], listed["annotations"], listed["notes"]) == (made["report"]["id"], 1, 1)
    assert listed["characters"] == len(text)

    exported = done("export", report, "--library", library)
    assert "\n# Ardle Basin Conference Closes in Sarnholm\n" in exported
    assert f"> {QUOTE}\n\n^postil-{annotation['id']}\n" in exported
    assert exported.index("\n### The first") < exported.index(QUOTE) < exported.index("\n### The second")
    assert "By whom?" in exported
    assert "#gauges · #water-policy" in exported


def test_a_report_whose_file_is_gone_is_exported_by_its_id(report: Path, library: Path, tmp_path: Path) -> None:
    done("annotate", report, "--quote", QUOTE, "--library", library)
    report.unlink()
    (listed,) = json.loads(done("list", "--json", "--library", library))
    output = tmp_path / "notes.md"
    assert done("export", listed["id"], "-o", output, "--library", library) == ""
    assert QUOTE in output.read_text("utf-8")


def test_a_report_whose_file_is_gone_is_exported_by_its_old_path(report: Path, library: Path) -> None:
    done("annotate", report, "--quote", "church bells", "--note", "Who rings them?")
    report.unlink()
    assert "Who rings them?" in done("export", report)


def test_an_export_never_goes_over_its_own_report_or_a_library(report: Path, library: Path, tmp_path: Path) -> None:
    done("annotate", report, "--quote", "church bells", "--library", library)
    precious = report, library / "library.db"
    before = [file.read_bytes() for file in precious]
    (tmp_path / "link.md").symlink_to(report)
    for output in (*precious, tmp_path / "link.md"):
        assert "is a report or a library" in refused("export", report, "-o", output, "--library", library)
    assert [file.read_bytes() for file in precious] == before


def test_a_report_is_called_the_same_by_every_command(report: Path, library: Path) -> None:
    title = json.loads(done("outline", report, "--format", "json"))["report"]["title"]
    annotated = json.loads(done("annotate", report, "--quote", "church bells", "--json"))
    assert annotated["report"]["title"] == title
    assert json.loads(done("list", "--json"))[0]["title"] == title


def test_the_same_report_twice_is_one_report(report: Path, library: Path) -> None:
    for quote in (QUOTE, "church bells"):
        done("annotate", report, "--quote", quote, "--library", library)
    assert done("list", "--library", library).count("\n") == 1
    assert "2 marks" in done("list", "--library", library)


def test_a_quote_may_run_over_wrapped_lines_and_other_blanks(tmp_path: Path, library: Path) -> None:
    wrapped = tmp_path / "wrapped.txt"
    sentence = "The meeting said that one set of figures should be trusted by all the counties on the river. "
    wrapped.write_text(fill(f"{sentence * 3}It will measure {sentence * 4}", 60) + "\n", "utf-8")
    quote = f"{sentence * 3}  The   meeting"
    done("annotate", wrapped, "--quote", f"measure {quote}", "--library", library)
    assert f"> measure {sentence * 3}The meeting\n" in done("export", wrapped, "--library", library)


def test_the_library_may_be_named_before_the_command_or_in_the_environment(
    report: Path, library: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done("annotate", report, "--quote", QUOTE, "--library", library)
    monkeypatch.setenv("POSTIL_LIBRARY", str(library))
    assert done("list").count("\n") == 1
    assert done("--library", tmp_path / "other", "list") == ""
    assert done("--library", tmp_path / "other", "list", "--library", library).count("\n") == 1


@pytest.mark.parametrize(
    ("quote", "words"), [("never said by anyone", "does not stand"), ("It is necessary to", "times"), (" ", "")]
)
def test_a_quote_that_does_not_stand_there_once_is_refused_and_nothing_is_kept(
    report: Path, library: Path, quote: str, words: str
) -> None:
    assert words in refused("annotate", report, "--quote", quote, "--library", library)
    assert done("list", "--library", library) == ""


@pytest.mark.parametrize("command", ["outline", "text"])
def test_a_bad_file_is_refused_in_one_sentence(command: str, tmp_path: Path) -> None:
    empty, binary = tmp_path / "empty.txt", tmp_path / "image.txt"
    empty.touch()
    binary.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8)
    for file in (tmp_path, tmp_path / "missing.txt", empty, binary):
        refused(command, file)


def test_a_library_that_postil_did_not_make_is_refused_and_left_alone(report: Path, library: Path) -> None:
    library.mkdir()
    file = library / "library.db"
    for content in (b"", b"not a database at all, but some text that is long enough" * 20):
        file.write_bytes(content)
        refused("annotate", report, "--quote", QUOTE, "--library", library)
        refused("list", "--library", library)
        assert file.read_bytes() == content


def test_what_the_library_does_not_know_is_refused(report: Path, library: Path) -> None:
    assert "postil list" in refused("export", report, "--library", library)
    assert "postil list" in refused("export", "no-such-id", "--library", library)


def test_an_export_that_cannot_be_written_is_refused(report: Path, library: Path, tmp_path: Path) -> None:
    done("annotate", report, "--quote", QUOTE, "--library", library)
    refused("export", report, "-o", tmp_path / "no" / "folder.md", "--library", library)


@pytest.mark.parametrize(
    "arguments",
    [["outline"], ["outline", "r.txt", "--format", "pdf"], ["annotate", "r.txt"], ["list", "--colour"], ["unknown"],
     ["annotate", "r.txt", "--quote", "q", "--colour", "mauve"]],
)  # fmt: skip
def test_wrong_usage_ends_with_two(arguments: list[str]) -> None:
    assert postil(*arguments).exit_code == 2


@pytest.fixture
def corrected(report: Path, library: Path) -> str:
    """A report in the library, with corrections and notes; what its first node was called before."""
    with desk.open_library(library) as opened:
        kept = desk.keep(opened, desk.read_source(report))
        shown = desk.corrected_outline(kept.report, desk.infer_outline(kept.report), kept.corrections)
        made = (
            *desk.retitle(kept.report, shown, 0, "My own title"),
            *desk.new_node_state(kept.report, shown, 1, "to-check"),
        )
        desk.keep_corrections(opened, kept.version_id, made)
        desk.keep_node_note(opened, kept.version_id, *desk.new_node_note(kept.report, shown, 1, "On the node"))
        span = desk.find_quote(kept.report, QUOTE)
        desk.keep_mark(opened, kept.version_id, desk.new_mark(kept.report.text, span, note="By whom?"))
    return shown.outline.nodes[0].title


def test_an_outline_has_the_reader_s_corrections_where_the_library_knows_the_report(
    report: Path, library: Path, corrected: str
) -> None:
    printed = done("outline", report, "--library", library)
    assert "My own title" in printed
    assert "On the node" not in printed
    assert done("outline", report, "--as-inferred", "--library", library) == done("outline", report)
    assert "My own title" in done("export", report, "--library", library)
    for form in ("text", "markdown", "opml", "json"):
        assert "My own title" in done("outline", report, "--format", form, "--library", library)
        assert corrected not in done("outline", report, "--format", form, "--library", library).splitlines()


@pytest.mark.parametrize("form", ["tree", "text", "markdown", "opml", "json"])
def test_notes_stand_in_the_outline_where_they_are_asked_for(
    form: str, report: Path, library: Path, corrected: str
) -> None:
    printed = done("outline", report, "--notes", "--format", form, "--library", library)
    assert "On the node" in printed
    assert "By whom?" in printed
    assert ("to-check" if form == "json" else "to check") in printed
    bare = done("outline", report, "--notes", "--as-inferred", "--format", form, "--library", library)
    assert "By whom?" in bare
    assert "My own title" not in bare


def test_looking_into_a_library_changes_nothing_in_it(report: Path, library: Path, tmp_path: Path, corrected) -> None:
    elsewhere = tmp_path / "elsewhere.txt"
    elsewhere.write_bytes(report.read_bytes())
    before = done("list", "--json", "--library", library)
    assert "My own title" in done("outline", elsewhere, "--library", library)
    assert done("list", "--json", "--library", library) == before


def test_a_library_that_cannot_be_used_keeps_nobody_from_an_outline(report: Path, library: Path) -> None:
    library.mkdir()
    (library / "library.db").write_bytes(b"not a database, but something else" * 100)
    result = postil("outline", report, "--library", library)
    assert result.exit_code == 0
    assert result.stdout == done("outline", report)
    assert result.stderr.count("\n") == 1
