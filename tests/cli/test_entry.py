"""`postil` as it is started: in a process of its own, with pipes, signals and strange locales."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from postil import app, desk, desktop
from postil.__main__ import _refuse_misspelt
from postil.arguments import split
from postil.core.errors import PostilError

POSTIL = (sys.executable, "-m", "postil")


def run(*arguments: str | Path, **environment: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [*POSTIL, *map(str, arguments)], capture_output=True, env={**os.environ, **environment}, timeout=60, check=False
    )


def test_output_is_utf8_whatever_the_locale(sample: Path) -> None:
    chinese = sample.with_name("readout-zh.txt")
    printed = run("text", chinese, LC_ALL="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0", PYTHONIOENCODING="ascii")
    assert (printed.returncode, printed.stderr) == (0, b"")
    assert printed.stdout == chinese.read_bytes()
    help_ = run("outline", "--help", LC_ALL="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0", PYTHONIOENCODING="ascii")
    assert "“postil text”".encode() in help_.stdout


def test_a_closed_pipe_is_no_error_to_talk_about(tmp_path: Path) -> None:
    long = tmp_path / "long.txt"
    long.write_text("A line of a long report.\n\n" * 20_000, "utf-8")
    with subprocess.Popen([*POSTIL, "text", str(long)], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""


def test_an_interrupted_command_ends_quietly(tmp_path: Path) -> None:
    pipe = tmp_path / "slow.txt"
    pipe.write_text("A sentence.\n\n" * 400_000, "utf-8")
    signal.signal(signal.SIGINT, signal.default_int_handler)  # who starts tests in the background has it ignored
    with subprocess.Popen(
        [*POSTIL, "outline", str(pipe)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONVERBOSE": "1"},
    ) as process:
        assert process.stderr is not None
        for line in process.stderr:
            if b"import 'postil.desk'" in line:
                process.send_signal(signal.SIGINT)
                break
        assert b"Traceback" not in process.stderr.read()
    assert process.returncode == 130


def test_a_refusal_is_a_sentence_without_a_traceback(tmp_path: Path) -> None:
    refused = run("outline", tmp_path / "missing.txt")
    assert refused.returncode == 1
    assert refused.stderr.decode().startswith("“missing.txt” is not there. Check its name, or whether it was moved.")
    assert refused.stderr.count(b"\n") == 1


def test_a_misspelt_command_is_told_and_opens_no_window(tmp_path: Path) -> None:
    refused = run("--library", tmp_path, "outlin", tmp_path / "report.txt")
    assert refused.returncode == 2
    sentence = "There is neither a file nor a command “outlin”. Did you mean “postil outline”?\n"
    assert refused.stderr.decode() == sentence


@pytest.mark.parametrize("word", ["outlin.txt", "./outlin", "letter", ""])
def test_what_may_be_a_file_is_not_taken_for_a_command(word: str) -> None:
    assert _refuse_misspelt(word) == 0


def test_a_file_may_be_called_like_a_misspelt_command(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("outlin").touch()
    assert _refuse_misspelt("outlin") == 0


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        ("--version", 0, "Postil"),
        ("-h", 0, "Usage: postil"),
        ("--library x --help", 0, "Usage: postil"),
        ("a.txt --help", 0, "Usage: postil"),
        ("--help outline", 0, "Usage: postil"),
        ("--unknown", 2, "--unknown"),
        ("a.txt --libary x", 2, "--libary"),
        ("--libary x a.txt", 2, "--libary"),
        ("--library x a.txt --json b.txt", 2, "--json"),
        ("--library", 2, "'--library' requires an argument"),
        ("a.txt --library", 2, "'--library' requires an argument"),
        ("list --library", 2, "'--library' requires an argument"),
    ],
)
def test_an_option_is_for_the_command_line_wherever_it_stands(words: str, code: int, said: str) -> None:
    ended = run(*words.split())
    assert ended.returncode == code
    assert said in (ended.stderr if code else ended.stdout).decode()
    assert not (ended.stdout if code else ended.stderr)


@pytest.mark.parametrize("words", ["--library {library} list", "--library={library} list", "list --library {library}"])
def test_a_command_may_stand_behind_the_library(words: str, tmp_path: Path) -> None:
    library = tmp_path / "library"
    listed = run(*words.format(library=library).split())
    assert (listed.returncode, listed.stdout, listed.stderr) == (0, b"", b"")
    assert library.is_dir()


@pytest.mark.parametrize(
    ("words", "library", "first", "option", "files"),
    [
        ("", "", "", "", ()),
        ("a.txt b.txt", "", "a.txt", "", ("a.txt", "b.txt")),
        ("--library F a.txt", "F", "a.txt", "", ("a.txt",)),
        ("a.txt --library F", "F", "a.txt", "", ("a.txt",)),
        ("a.txt --library=F b.txt", "F", "a.txt", "", ("a.txt", "b.txt")),
        ("--library= a.txt", "", "a.txt", "", ("a.txt",)),
        ("--library F list --json", "F", "list", "--json", ("list",)),
        ("-- list --help --library", "", "", "", ("list", "--help", "--library")),
        ("a.txt --library F -- -b.txt --", "F", "a.txt", "", ("a.txt", "-b.txt", "--")),
    ],
)
def test_words_are_split_into_library_options_and_files(
    words: str, library: str, first: str, option: str, files: tuple[str, ...]
) -> None:
    assert split(words.split()) == (library, first, option, files)


def test_an_empty_library_is_one_that_is_not_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POSTIL_LIBRARY", str(tmp_path / "library"))
    monkeypatch.chdir(tmp_path)
    for words in (["--library="], ["--library", ""], ["--library", "other", "--library="]):
        assert app._parse(words) == (desk.default_library(), [])
        assert app._parse([*words, "a.txt"]) == (tmp_path / "library", [Path("a.txt")])
        for arguments in ([*words, "list"], ["list", *words]):
            listed = run(*arguments)
            assert (listed.returncode, listed.stdout, listed.stderr) == (0, b"", b"")
    assert {found.name for found in tmp_path.iterdir()} == {"library"}


WINDOW = """
import sys
from postil import __main__, app

def opened(arguments):
    _app, windows = app.build(arguments)
    print(sorted(set(sys.modules) & {"click", "markdown", "nh3", "platformdirs", "sqlite_utils", "uuid_utils"}))
    windows.shut()
    return 0

app.main = opened
sys.exit(__main__.main())
"""


def test_a_window_starts_without_what_only_commands_and_notes_need(sample: Path, tmp_path: Path) -> None:
    library = tmp_path / "library"
    run("annotate", sample, "--quote", "church bells", "--library", library)
    command = [sys.executable, "-c", WINDOW, str(sample), "--library", str(library)]
    started = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert (started.returncode, started.stdout) == (0, "[]\n"), started.stderr


def test_no_command_imports_qt(sample: Path, tmp_path: Path) -> None:
    for arguments in (
        ["outline", sample],
        ["annotate", sample, "--quote", "church bells"],
        ["export", sample],
        ["list"],
    ):
        code = "import sys; from postil import cli; cli.run(sys.argv[1:]); sys.exit('PySide6' in sys.modules)"
        command = [sys.executable, "-c", code, *map(str, arguments), "--library", str(tmp_path / "library")]
        assert subprocess.run(command, capture_output=True, timeout=60, check=False).returncode == 0


def test_the_entry_can_be_imported_without_doing_anything() -> None:
    code = "import sys; before = set(sys.modules); import postil.__main__; print(sorted(set(sys.modules) - before))"
    printed = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True)
    assert printed.stdout.strip() == "['postil', 'postil.__main__']"


@pytest.mark.skipif(sys.platform != "linux", reason="other systems always have a screen")
def test_a_window_without_a_screen_is_refused_in_a_sentence(sample: Path) -> None:
    environment = {name: value for name, value in os.environ.items() if "DISPLAY" not in name}
    del environment["QT_QPA_PLATFORM"]
    refused = subprocess.run([*POSTIL, str(sample)], capture_output=True, env=environment, timeout=60, check=False)
    assert refused.returncode == 1
    assert refused.stderr.decode().startswith("There is no screen")
    assert refused.stderr.count(b"\n") == 1


def test_a_screen_that_is_gone_is_none(sample: Path) -> None:
    environment = {
        name: value for name, value in os.environ.items() if name not in {"WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}
    }
    ended = subprocess.run(
        [*POSTIL, str(sample)], capture_output=True, env={**environment, "DISPLAY": ":4711"}, check=False
    )
    assert (ended.returncode, ended.stdout) == (1, b"")
    assert ended.stderr.decode().startswith("There is no screen")


@pytest.mark.parametrize(
    ("library", "package"),
    [("libEGL.so.1", "libegl1"), ("libGL.so.1", "libgl1"),
     ("libxkbcommon-x11.so.0", "libxkbcommon-x11-0"), ("libxcb-cursor.so.0", "libxcb-cursor0"),
     ("libdbus-1.so.3", "libdbus-1-3"),
     ("libfontconfig.so.1", "libfontconfig1"),
     ("libxcb-icccm.so.4", "libxcb-icccm4"), ("libX11-xcb.so.1", "libx11-xcb1"), ("libglib-2.0.so.0", "libglib2.0-0"),
     ("libxkbcommon.so.0", "libxkbcommon0"), ("libX11.so.6", "libx11-6"),
     ("libxcb-render-util.so.0", "libxcb-render-util0")],
)  # fmt: skip
def test_a_missing_system_library_is_told_with_its_debian_package(library: str, package: str) -> None:
    error = ImportError(f"{library}: cannot open shared object file: No such file or directory")
    with pytest.raises(PostilError) as refused:
        desktop.refuse_missing_library(error)
    assert library in str(refused.value)
    assert str(refused.value).endswith(f" {package}")


def test_another_import_error_is_left_to_be_found() -> None:
    desktop.refuse_missing_library(ImportError("cannot import name 'x' from 'y'"))
