"""Everything a reader can do in a window, as one table."""

from postil.core.annotation import COLOURS
from postil.translation import later
from postil.ui.actions import ActionSpec

_COLOUR_TEXTS = {
    "yellow": later("Mark &Yellow"),
    "green": later("Mark &Green"),
    "blue": later("Mark &Blue"),
    "red": later("Mark &Red"),
    "purple": later("Mark &Purple"),
}
_FILE, _EDIT, _MARK, _OUTLINE, _VIEW, _HELP = (
    later("&Report"),
    later("&Edit"),
    later("&Mark"),
    later("&Outline"),
    later("&View"),
    later("&Help"),
)

_LEVEL_TEXTS = {
    1: later("Show &1 Level"),
    2: later("Show &2 Levels"),
    3: later("Show &3 Levels"),
    0: later("Show All Levels"),
}
COPIES = {"branch": later("Copy &Branch As"), "outline": later("Copy &Whole Outline As")}
"""The submenus of copying, by what is copied."""
_FORMS = {
    ("markdown", False): later("&Markdown"),
    ("markdown", True): later("Markdown with &Notes"),
    ("text", False): later("Indented &Text"),
    ("text", True): later("Indented Text &with Notes"),
}

ACTIONS: tuple[ActionSpec, ...] = (
    ActionSpec("open_report", later("&Open…"), ("Ctrl+O",), menu=f"{_FILE}/1"),
    ActionSpec("open_sample", later("Open the &Sample"), menu=f"{_FILE}/1"),
    ActionSpec(
        "export_markdown",
        later("&Export Notes as Markdown…"),
        ("Ctrl+E",),
        icon="export",
        menu=f"{_FILE}/2",
        needs="report",
    ),
    ActionSpec("close_window", later("&Close"), ("Ctrl+W",), menu=f"{_FILE}/3"),
    ActionSpec("quit", later("&Quit"), ("Ctrl+Q",), menu=f"{_FILE}/3"),
    ActionSpec("undo", later("&Undo"), ("Ctrl+Z",), menu=f"{_EDIT}/1", needs="undo"),
    ActionSpec("redo", later("&Redo"), ("Ctrl+Shift+Z", "Ctrl+Y"), menu=f"{_EDIT}/1", needs="redo"),
    ActionSpec(
        "copy", later("&Copy"), ("Ctrl+C",), method="marking.copy", menu=f"{_EDIT}/2", needs="passage", scope="page"
    ),
    ActionSpec("select_all", later("Select &All"), ("Ctrl+A",), menu=f"{_EDIT}/2", needs="report"),
    ActionSpec(
        "find", later("&Find…"), ("Ctrl+F",), method="find_in_report", icon="search", menu=f"{_EDIT}/3", needs="report"
    ),
    ActionSpec(
        "find_next", later("Find &Next"), ("F3",), icon="next", method="finding.next", menu=f"{_EDIT}/3", needs="report"
    ),
    ActionSpec(
        "find_previous",
        later("Find &Previous"),
        ("Shift+F3",),
        icon="previous",
        method="finding.previous",
        menu=f"{_EDIT}/3",
        needs="report",
    ),
    *(
        ActionSpec(
            f"mark_{colour}",
            _COLOUR_TEXTS[colour],
            (str(number),),
            method="marking.colour",
            arguments=(colour,),
            menu=f"{_MARK}/1",
            needs="passage",
            scope="page",
        )
        for number, colour in enumerate(COLOURS, 1)
    ),
    ActionSpec(
        "write_note", later("&Note…"), ("N",), method="marking.note", menu=f"{_MARK}/2", needs="passage", scope="page"
    ),
    ActionSpec(
        "edit_tags", later("&Tags…"), ("T",), method="marking.tag", menu=f"{_MARK}/2", needs="passage", scope="page"
    ),
    ActionSpec(
        "delete_mark",
        later("&Delete"),
        ("Del",),
        method="marking.delete",
        menu=f"{_MARK}/3",
        needs="mark",
        scope="page",
    ),
    ActionSpec(
        "next_mark",
        later("Ne&xt Mark"),
        ("Alt+Down",),
        method="marking.step",
        arguments=(1,),
        menu=f"{_MARK}/4",
        needs="marks",
    ),
    ActionSpec(
        "previous_mark",
        later("&Previous Mark"),
        ("Alt+Up",),
        method="marking.step",
        arguments=(-1,),
        menu=f"{_MARK}/4",
        needs="marks",
    ),
    ActionSpec("go_to_node", later("&Go To"), method="outlining.go_to_target", needs="entry"),
    ActionSpec(
        "next_untouched",
        later("Next &Untouched Node"),
        ("F8",),
        method="outlining.next_untouched",
        menu=f"{_OUTLINE}/1",
        needs="outline",
    ),
    ActionSpec(
        "filter_outline",
        later("&Filter"),
        ("Ctrl+Shift+F",),
        method="filter_outline",
        menu=f"{_OUTLINE}/1",
        needs="outline",
    ),
    *(
        ActionSpec(
            f"unfold_{level}",
            text,
            (f"Alt+{level}",),
            method="outlining.unfold",
            arguments=(level,),
            menu=f"{_OUTLINE}/2",
            needs="outline",
        )
        for level, text in _LEVEL_TEXTS.items()
    ),
    ActionSpec(
        "state_to_check",
        later("To &Check"),
        ("Ctrl+K",),
        method="outlining.set_state",
        arguments=("to-check",),
        menu=f"{_OUTLINE}/3",
        needs="node",
        scope="outline",
        checkable=True,
    ),
    ActionSpec(
        "state_done",
        later("&Done"),
        ("Ctrl+D",),
        method="outlining.set_state",
        arguments=("done",),
        menu=f"{_OUTLINE}/3",
        needs="node",
        scope="outline",
        checkable=True,
    ),
    ActionSpec(
        "mark_read",
        later("Mark as &Read"),
        ("Ctrl+R",),
        method="outlining.mark_read",
        arguments=(True,),
        menu=f"{_OUTLINE}/3",
        needs="node",
        scope="outline",
    ),
    ActionSpec(
        "mark_unread",
        later("Mark as &Not Read"),
        ("Ctrl+Shift+R",),
        method="outlining.mark_read",
        arguments=(False,),
        menu=f"{_OUTLINE}/3",
        needs="node",
        scope="outline",
    ),
    ActionSpec(
        "note_on_node",
        later("N&ote on Node…"),
        ("Ctrl+N",),
        method="outlining.note",
        menu=f"{_OUTLINE}/4",
        needs="node",
        scope="outline",
    ),
    ActionSpec(
        "tags_on_node",
        later("&Tags on Node…"),
        ("Ctrl+T",),
        method="outlining.tag",
        menu=f"{_OUTLINE}/4",
        needs="node",
        scope="outline",
    ),
    ActionSpec(
        "promote",
        later("&Promote"),
        ("Alt+Shift+Left",),
        method="outlining.promote",
        menu=f"{_OUTLINE}/5",
        needs="node",
        scope="outline",
    ),
    ActionSpec(
        "demote",
        later("D&emote"),
        ("Alt+Shift+Right",),
        method="outlining.demote",
        menu=f"{_OUTLINE}/5",
        needs="node",
        scope="outline",
    ),
    ActionSpec(
        "retitle",
        later("Change T&itle"),
        ("F2",),
        method="outlining.retitle",
        menu=f"{_OUTLINE}/5",
        needs="node",
        scope="outline",
    ),
    ActionSpec(
        "remove_node",
        later("This &Is No Node"),
        ("Del",),
        method="outlining.remove",
        menu=f"{_OUTLINE}/5",
        needs="entry",
        scope="outline",
    ),
    ActionSpec(
        "unlike_node",
        later("Nothing Li&ke This Is a Node"),
        ("Shift+Del",),
        method="outlining.like",
        arguments=(False,),
        menu=f"{_OUTLINE}/5",
        needs="node",
        scope="outline",
    ),
    ActionSpec(
        "like_node",
        later("Everything &Like This Is a Node"),
        ("Ctrl+L",),
        method="outlining.like",
        arguments=(True,),
        menu=f"{_OUTLINE}/5",
        needs="node",
        scope="outline",
    ),
    ActionSpec(
        "add_node",
        later("&Add Selection to Outline"),
        ("O",),
        method="outlining.add",
        menu=f"{_OUTLINE}/6",
        needs="selection",
        scope="page",
    ),
    ActionSpec(
        "add_like",
        later("Add Everything Like &Selection"),
        ("Shift+O",),
        method="outlining.add_like",
        menu=f"{_OUTLINE}/6",
        needs="selection",
        scope="page",
    ),
    ActionSpec(
        "copy_title",
        later("Copy Title with Place"),
        ("Ctrl+C",),
        method="outlining.copy_title",
        menu=f"{_OUTLINE}/7",
        needs="node",
        scope="outline",
    ),
    *(
        ActionSpec(
            f"copy_{what}_{form}{'_noted' if noted else ''}",
            text,
            ("Ctrl+Shift+C",) if (what, form, noted) == ("branch", "markdown", True) else (),
            method=f"outlining.copy_{what}",
            arguments=(form, noted),
            menu=f"{_OUTLINE}/7/{submenu}",
            needs="node" if what == "branch" else "outline",
            scope="outline",
        )
        for what, submenu in COPIES.items()
        for (form, noted), text in _FORMS.items()
    ),
    ActionSpec(
        "toggle_outline",
        later("&Outline"),
        ("F9", "Ctrl+Shift+O"),
        icon="outline",
        menu=f"{_VIEW}/1",
        needs="report",
        checkable=True,
    ),
    ActionSpec(
        "toggle_notes",
        later("&Notes"),
        ("Ctrl+Shift+N",),
        icon="notes",
        menu=f"{_VIEW}/1",
        needs="report",
        checkable=True,
    ),
    ActionSpec("zoom_in", later("Zoom &In"), ("Ctrl++", "Ctrl+="), menu=f"{_VIEW}/2"),
    ActionSpec("zoom_out", later("Zoom &Out"), ("Ctrl+-",), menu=f"{_VIEW}/2"),
    ActionSpec("zoom_reset", later("&Actual Size"), ("Ctrl+0",), menu=f"{_VIEW}/2"),
    ActionSpec("toggle_full_screen", later("&Full Screen"), ("F11",), menu=f"{_VIEW}/3", checkable=True),
    ActionSpec("show_about", later("&About Postil"), menu=f"{_HELP}/1"),
)
