"""Every command of the window as data: menus, palette, cheat sheet and shortcut editor come from it.

What a command does is bound in the window by its id; which keys a user gave it stands in `keymap`.
"""

from dataclasses import dataclass
from enum import StrEnum


class Menu(StrEnum):
    """Where a command is listed, in the order of the menus."""

    PROJECT = "Project"
    EDIT = "Edit"
    LABEL = "Label"
    QUOTE = "Quotes"
    CURSOR = "Move"
    ARTICLE = "Article"
    REVIEW = "Review"
    VIEW = "View"
    HELP = "Help"


class Scope(StrEnum):
    """Where the keys of a command act: on one of the pages only, or in the whole window."""

    PAGE = "page"
    REVIEW = "review"
    WINDOW = "window"


class Needs(StrEnum):
    """What has to be open for a command to make sense."""

    NOTHING = "nothing"
    PROJECT = "a project"
    ARTICLE = "an article"
    REVIEW = "an article under review"


@dataclass(frozen=True, slots=True)
class Command:
    """One thing the user can do. `keys` are portable key sequences, the first is the one shown.

    `hint` is the short text beside the key under the page, empty where it is not shown there.
    """

    id: str
    text: str
    keys: tuple[str, ...]
    menu: Menu
    needs: Needs = Needs.PROJECT
    scope: Scope = Scope.WINDOW
    icon: str = ""
    hint: str = ""


def _page(name: str, text: str, *keys: str, icon: str = "", hint: str = "") -> Command:
    return Command(name, text, keys, Menu.LABEL, Needs.ARTICLE, Scope.PAGE, icon, hint)


def _quote(name: str, text: str, key: str, icon: str = "") -> Command:
    return Command(f"quote.{name}", text, (key,), Menu.QUOTE, Needs.ARTICLE, Scope.PAGE, icon)


def _move(name: str, text: str, key: str) -> Command:
    return Command(name, text, (key,), Menu.CURSOR, Needs.ARTICLE, Scope.PAGE)


def _article(
    name: str, text: str, *keys: str, needs: Needs = Needs.ARTICLE, icon: str = "", hint: str = ""
) -> Command:
    return Command(name, text, keys, Menu.ARTICLE, needs, Scope.WINDOW, icon, hint)


def _review(name: str, text: str, *keys: str, icon: str = "") -> Command:
    return Command(f"review.{name}", text, keys, Menu.REVIEW, Needs.REVIEW, Scope.REVIEW, icon)


def _always(name: str, text: str, key: str, menu: Menu, icon: str = "") -> Command:
    return Command(name, text, (key,), menu, Needs.NOTHING, Scope.WINDOW, icon)


def _project(name: str, text: str, key: str, menu: Menu, icon: str = "") -> Command:
    return Command(name, text, (key,), menu, Needs.PROJECT, Scope.WINDOW, icon)


_PROJECT = (
    _always("project.new", "New project…", "Ctrl+N", Menu.PROJECT, "new"),
    _always("project.open", "Open a project…", "Ctrl+O", Menu.PROJECT, "open"),
    _always("project.sample", "Try the sample articles", "Ctrl+Alt+T", Menu.PROJECT, "sample"),
    _project("project.import", "Import files…", "Ctrl+I", Menu.PROJECT, "import"),
    _project("project.import_folder", "Import a folder…", "Ctrl+Shift+I", Menu.PROJECT, "folder"),
    _project("project.paste", "Import from the clipboard…", "Ctrl+V", Menu.PROJECT, "clipboard"),
    _project("project.export", "Export…", "Ctrl+E", Menu.PROJECT, "export"),
    _project("project.prelabel", "Pre-label every article", "Ctrl+Shift+L", Menu.PROJECT, "spark"),
    _project("project.scheme", "Label scheme…", "Ctrl+L", Menu.PROJECT, "label"),
    _project("project.annotator", "Switch annotator…", "Ctrl+Shift+A", Menu.PROJECT, "person"),
    _project("project.assign", "Assign articles…", "Ctrl+Alt+A", Menu.PROJECT, "person"),
    _project("project.bundle", "Hand on my work as a bundle…", "Ctrl+B", Menu.PROJECT, "export"),
    _project("project.merge", "Merge a bundle…", "Ctrl+M", Menu.PROJECT, "import"),
    _project("project.check", "Check the project", "Ctrl+Shift+C", Menu.PROJECT, "check"),
    _always("app.settings", "Settings…", "Ctrl+,", Menu.PROJECT, "settings"),
    _project("project.close", "Close the project", "Ctrl+W", Menu.PROJECT, "close"),
    _always("app.quit", "Quit", "Ctrl+Q", Menu.PROJECT, "quit"),
)

_EDIT = (
    Command("edit.undo", "Undo", ("Ctrl+Z",), Menu.EDIT, Needs.PROJECT, icon="undo", hint="undo"),
    Command("edit.redo", "Redo", ("Ctrl+Shift+Z", "Ctrl+Y"), Menu.EDIT, Needs.PROJECT, icon="redo"),
    Command("edit.copy", "Copy", ("Ctrl+C",), Menu.EDIT, Needs.ARTICLE, Scope.PAGE, icon="copy"),
    Command("edit.find", "Find in the article", ("Ctrl+F",), Menu.EDIT, Needs.ARTICLE, icon="find"),
    _project("edit.find_project", "Find in the project", "Ctrl+Shift+F", Menu.EDIT, "concordance"),
)

_LABEL = (
    _page("page.next_suggestion", "Next suggestion", "Tab", icon="next", hint="next suggestion"),
    _page("page.previous_suggestion", "Previous suggestion", "Shift+Tab", icon="previous"),
    _page(
        "page.accept",
        "Accept the suggestion, go to the next",
        "Return",
        "Enter",
        icon="check",
        hint="accept",
    ),
    _page("page.accept_paragraph", "Accept all in the paragraph", "Shift+Return", icon="check_all"),
    _page(
        "page.remove", "Remove the span or reject the suggestion", "Del", "Backspace", icon="bin"
    ),
    _page("page.repeat", "Repeat the last label", "Space", icon="repeat"),
    _page("page.occurrences", "All other occurrences of this text…", "A", icon="occurrences"),
    _page("page.next_span", "Next span", ".", icon="next"),
    _page("page.previous_span", "Previous span", ",", icon="previous"),
    _page("page.next_problem", "Next problem", "G", icon="warning"),
    _page("page.repair", "Repair the problem", "R", icon="snap"),
    _page("page.end_right", "Move the span’s end right", "Alt+Right", hint="edges"),
    _page("page.end_left", "Move the span’s end left", "Alt+Left"),
    _page("page.start_right", "Move the span’s start right", "Alt+Shift+Right"),
    _page("page.start_left", "Move the span’s start left", "Alt+Shift+Left"),
    _page("page.overlaps", "Cycle through overlapping spans", "O", icon="layers"),
    _page("page.snap", "Snap the span to tokens", "T", icon="snap"),
    _page("page.note", "Write a note", "N", icon="note"),
    *(_page(f"label.{key}", f"Label with key {key}", str(key)) for key in range(1, 10)),
    *(_page(f"arm.{key}", f"Arm the label of key {key}", f"Alt+{key}") for key in range(1, 10)),
)

_QUOTE = (
    _quote("mark", "Mark a quote", "Q"),
    _quote("add_part", "Add a part to the quote", "Shift+Q"),
    _quote("speaker", "Set the speaker", "S", "person"),
    _quote("cue", "Set the cue", "C"),
    _quote("addressee", "Set who was told", "Shift+S"),
    _quote("deny", "Not a quote", "D"),
    _quote("propose", "Propose speaker and cue", "W", "spark"),
    _quote("who", "Who is this…", "E", "person"),
    _quote("kind", "Change the kind", "I"),
    _quote("medium", "Change the medium", "M"),
    _quote("join", "Join quotes", "Ctrl+J"),
    _quote("split", "Split the part off", "Shift+X"),
    _quote("remove", "Remove the whole quote", "Shift+Del", "bin"),
    _quote("arm_mark", "Arm QUOTE for the mouse", "Alt+Q"),
    _quote("arm_speaker", "Arm SPEAKER for the mouse", "Alt+S"),
    _quote("arm_cue", "Arm CUE for the mouse", "Alt+C"),
)

_CURSOR = (
    _move("move.left", "Cursor left", "Left"),
    _move("move.right", "Cursor right", "Right"),
    _move("move.up", "Cursor up a line", "Up"),
    _move("move.down", "Cursor down a line", "Down"),
    _move("move.home", "Cursor to the line’s start", "Home"),
    _move("move.end", "Cursor to the line’s end", "End"),
    _move("move.sentence_left", "Cursor a sentence back", "Ctrl+Left"),
    _move("move.sentence_right", "Cursor a sentence on", "Ctrl+Right"),
    _move("extend.left", "Extend the selection left", "Shift+Left"),
    _move("extend.right", "Extend the selection right", "Shift+Right"),
    _move("extend.up", "Extend the selection up", "Shift+Up"),
    _move("extend.down", "Extend the selection down", "Shift+Down"),
    _move("extend.home", "Extend the selection to the line’s start", "Shift+Home"),
    _move("extend.end", "Extend the selection to the line’s end", "Shift+End"),
    _move("extend.sentence_left", "Extend the selection a sentence back", "Ctrl+Shift+Left"),
    _move("extend.sentence_right", "Extend the selection a sentence on", "Ctrl+Shift+Right"),
    _move("move.characters", "Step by characters or by tokens", "Y"),
)

_ARTICLE = (
    _article("article.next", "Next article", "J", needs=Needs.PROJECT, icon="down"),
    _article("article.previous", "Previous article", "K", needs=Needs.PROJECT, icon="up"),
    _article(
        "article.done",
        "Done, next article",
        "Ctrl+Return",
        "Ctrl+Enter",
        icon="done",
        hint="done, next article",
    ),
    _article("article.skip", "Skip the article", "X", icon="skip"),
    _article("article.flag", "Flag the article with a note…", "F", icon="flag"),
    _article("article.todo", "Set back to to do", "Ctrl+Shift+T", icon="circle"),
    _article("article.details", "Edit title, source, date…", "F2", icon="edit"),
    _article("article.prelabel", "Pre-label the chosen articles", "Ctrl+P", icon="spark"),
    _article("article.export", "Export the chosen articles…", "Ctrl+Shift+E", icon="export"),
    _article("article.remove", "Remove the chosen articles", "Ctrl+Del", icon="bin"),
)

_REVIEW = (
    _project("review.open", "Review", "Ctrl+R", Menu.REVIEW, "layers"),
    _project("review.leave", "Back to labelling", "Ctrl+Shift+R", Menu.REVIEW, "label"),
    _review("next", "Next open difference", "Tab", icon="next"),
    _review("previous", "Previous open difference", "Shift+Tab", icon="previous"),
    _review("next_any", "Next difference", ".", icon="next"),
    _review("previous_any", "Previous difference", ",", icon="previous"),
    *(_review(f"take_{n}", f"Take annotator {n}", str(n), icon="check") for n in range(1, 9)),
    _review("proposed", "Take what the majority has", "Return", "Enter", icon="check"),
    _review("both", "Take what all have", "B", icon="check_all"),
    _review("neither", "Take neither", "0", "Del", icon="close"),
    _review("keep", "Keep what gold has", "G", icon="check"),
    _review("own", "Label it yourself…", "E", icon="edit"),
    _review("undecided", "Leave it undecided", "U", icon="circle"),
    _review("reason", "Give a reason…", "M", icon="note"),
    _review("note", "Note on this article", "N", icon="note"),
    _review("alike", "Decide all of this kind alike", "Shift+A", icon="check_all"),
    _review("unanimous", "Accept all unanimous", "Shift+U", icon="check_all"),
    _review("majority", "Accept the majority everywhere", "Shift+M", icon="check_all"),
    _review("who", "Whose work is compared…", "W", icon="person"),
    _review("reopen", "Re-open gold", "Shift+O", icon="undo"),
    _project(
        "review.feedback", "What was decided about my work…", "Ctrl+Shift+B", Menu.REVIEW, "note"
    ),
    _project("review.agreement", "Agreement", "Ctrl+G", Menu.REVIEW, "agreement"),
    _project("review.consistency", "Consistency", "Ctrl+Shift+G", Menu.REVIEW, "consistency"),
    _project("review.control", "Make control articles", "Ctrl+Alt+C", Menu.REVIEW, "check"),
)

_VIEW = (
    _always("view.commands", "Commands", "Ctrl+K", Menu.VIEW, "find"),
    _project("view.search", "Search articles", "/", Menu.VIEW, "find"),
    _project("view.filter", "Filter the queue…", "Ctrl+Shift+Q", Menu.VIEW, "filter"),
    _project("view.sort", "Sort the queue…", "Ctrl+Shift+S", Menu.VIEW, "sort"),
    _project("view.pace", "My pace", "P", Menu.VIEW, "clock"),
    _project("view.next_pane", "Next pane", "F6", Menu.VIEW),
    _project("view.previous_pane", "Previous pane", "Shift+F6", Menu.VIEW),
    _project("view.page", "Back to the page", "Esc", Menu.VIEW),
    _project("view.queue", "Show or hide the queue", "F9", Menu.VIEW, "queue"),
    _project("view.inspector", "Show or hide the inspector", "F10", Menu.VIEW, "inspector"),
    Command(
        "view.zoom_in", "Zoom in", ("Ctrl++", "Ctrl+="), Menu.VIEW, Needs.PROJECT, icon="zoom_in"
    ),
    _project("view.zoom_out", "Zoom out", "Ctrl+-", Menu.VIEW, "zoom_out"),
    _project("view.zoom_reset", "Normal size", "Ctrl+0", Menu.VIEW),
    _always("view.theme", "Light or dark", "Ctrl+Shift+D", Menu.VIEW, "theme"),
    _always("view.full_screen", "Full screen", "F11", Menu.VIEW, "full_screen"),
)

_HELP = (
    _always("help.menu", "Menu", "Alt+M", Menu.HELP, "menu"),
    _always("help.keys", "All keys on one sheet", "?", Menu.HELP, "keyboard"),
    _always("help.shortcuts", "Change keys…", "Ctrl+Shift+K", Menu.HELP, "keyboard"),
    _always("help.about", "About Annotator", "Ctrl+F1", Menu.HELP, "info"),
)

COMMANDS: tuple[Command, ...] = (
    *_PROJECT,
    *_EDIT,
    *_LABEL,
    *_QUOTE,
    *_CURSOR,
    *_ARTICLE,
    *_REVIEW,
    *_VIEW,
    *_HELP,
)
BY_ID: dict[str, Command] = {command.id: command for command in COMMANDS}
