"""Every command can be reached: by key, from the palette, in the menu; keys can be changed."""

import json

import pytest
from PySide6.QtWidgets import QLabel

from annotator.core.errors import InputError
from annotator.gui.commands import BY_ID, COMMANDS
from annotator.gui.keymap import (
    PROFILES,
    Keymap,
    keep_keymap,
    keymap_from_json,
    keymap_of,
    normal,
    shown,
)
from annotator.gui.palette.fuzzy import ranked, score


def tasks(driver):
    """The window's own tasks, found through a command."""
    return driver.window.commands._handlers["view.commands"].__self__


def test_every_command_does_something(maya):
    assert maya.window.commands.unbound == []


def test_every_command_has_a_key_and_no_two_the_same():
    assert [command.id for command in COMMANDS if not command.keys] == []
    assert Keymap().conflicts() == ()


@pytest.mark.parametrize("profile", PROFILES)
def test_no_profile_has_two_commands_on_one_key(profile):
    assert [conflict.sentence for conflict in Keymap(profile).conflicts()] == []


def test_every_command_is_found_in_the_palette_by_its_text(maya):
    maya.press("Ctrl+K")
    palette = tasks(maya).palette
    for command in COMMANDS:
        text = maya.window.commands[command.id].text()
        palette._field.setText(text)
        assert command.id in palette.shown[:3], text


def test_the_palette_does_what_is_chosen_with_enter(maya):
    maya.press("Ctrl+K")
    maya.type("next article")
    maya.press("Return")
    assert maya.article_id == 2


def test_the_palette_goes_away_with_escape_and_gives_the_keyboard_back(maya):
    maya.press("Ctrl+K", "Esc")
    assert not tasks(maya).palette.isVisible()
    assert maya.desk.view.hasFocus()


def test_the_palette_names_the_labels_and_the_step_to_undo(maya):
    maya.press("Tab", "Return")
    maya.count()
    maya.press("Ctrl+K")
    texts = [choice.text for choice in tasks(maya).palette._choices]
    assert "Label PERSON" in texts
    assert "Undo “Accept PERSON”" in texts


def test_arrows_go_through_what_the_palette_lists(maya):
    maya.press("Ctrl+K", "Down", "Down")
    assert tasks(maya).palette._list.currentIndex().row() == 2


def test_every_command_stands_in_the_menu(maya):
    menu = tasks(maya).menu()
    listed = [action for part in menu.actions() for action in part.menu().actions()]
    assert {action.objectName() for action in listed} == set(BY_ID)


def test_quotes_have_a_heading_of_their_own_in_menu_and_sheet(maya):
    quotes = next(part for part in tasks(maya).menu().actions() if part.text() == "Quotes")
    listed = [action.objectName() for action in quotes.menu().actions()]
    assert {"quote.mark", "quote.speaker", "quote.cue", "quote.deny", "quote.join"} <= set(listed)
    maya.press("?")
    headings = [label.text() for label in tasks(maya)._sheet.findChildren(QLabel)]
    assert "quotes" in {heading.casefold() for heading in headings}
    maya.press("Esc", "Ctrl+K")
    maya.type("split the part")
    found = tasks(maya).palette._list.currentIndex().data()
    assert found == "Split the part off"


def test_the_sheet_of_keys_shows_keys_as_they_are_set(maya):
    maya.window.use_keymap(maya.window.commands.keymap.with_keys("article.next", ("Ctrl+Alt+J",)))
    maya.press("?")
    caps = [cap._key for cap in tasks(maya)._sheet.findChildren(type_of_cap())]
    assert "Ctrl Alt J" in caps
    maya.press("Esc")
    assert maya.desk.view.hasFocus()


def type_of_cap():
    from annotator.gui.chrome import KeyCap

    return KeyCap


def test_a_key_can_be_changed_is_kept_and_the_old_one_does_nothing(maya, user, make_window):
    maya.press("Ctrl+Shift+K")
    form = maya.form()
    form.choose("article.next")
    form.key.setKeySequence("Ctrl+Alt+J")
    form.set_key()
    form.accept()
    maya.press("J")
    assert maya.article_id == 1
    maya.press("Ctrl+Alt+J")
    assert maya.article_id == 2
    assert keymap_of(user).keys("article.next") == ("Ctrl+Alt+J",)


def test_a_key_of_two_commands_is_refused_with_their_names(maya):
    maya.press("Ctrl+Shift+K")
    form = maya.form()
    form.choose("article.next")
    form.key.setKeySequence("K")
    form.set_key()
    form.accept()
    assert form.isVisible()
    assert "“Next article”" in form.problem
    assert "“Previous article”" in form.problem


def test_keys_are_exported_and_imported(maya, tmp_path):
    maya.press("Ctrl+Shift+K")
    form = maya.form()
    form.show_keymap(form.keymap.with_keys("article.next", ("Ctrl+Alt+J",)))
    form.export_to(tmp_path / "keys.json")
    form.show_keymap(Keymap())
    form.import_from(tmp_path / "keys.json")
    assert form.keymap.keys("article.next") == ("Ctrl+Alt+J",)


def test_a_profile_gives_other_keys(maya):
    maya.window.use_keymap(Keymap("prodigy"))
    maya.press("A")
    assert maya.status(1) == "done"


def test_on_a_french_keyboard_labels_are_set_without_shift(maya):
    maya.window.use_keymap(Keymap("azerty"))
    maya.press("Tab", "&")
    assert maya.marks() == [("Ilse Maartens", "PERSON")]


def test_a_keymap_survives_being_kept(user):
    keymap = Keymap("prodigy").with_keys("article.flag", ("Ctrl+Alt+J",))
    keep_keymap(user, keymap)
    assert keymap_of(user) == keymap
    assert keymap_from_json(keymap.to_json()) == keymap


@pytest.mark.parametrize(
    "text",
    [
        "nothing",
        "[]",
        '{"profile": "annotator", "keys": {"no.such": ["A"]}}',
        '{"profile": "annotator", "keys": {"article.next": "J"}}',
        '{"profile": "annotator", "keys": {"article.next": ["K"]}}',
        '{"profile": "martian", "keys": {}}',
    ],
)
def test_a_file_of_keys_that_cannot_be_used_is_refused_in_a_sentence(text):
    with pytest.raises(InputError) as error:
        keymap_from_json(text)
    assert str(error.value).endswith(".")


def test_settings_that_name_unknown_commands_are_passed_over(user):
    user.set("keys", {"no.such": ["A"], "article.next": ["Ctrl+Alt+J"]})
    user.set("key_profile", "martian")
    assert keymap_of(user).changed == {"article.next": ("Ctrl+Alt+J",)}


def test_keys_are_shown_as_on_a_keyboard():
    assert shown("Ctrl+Return") == "Ctrl ↵"
    assert shown("Ctrl++") == "Ctrl +"
    assert normal("ctrl+shift+z") == "Ctrl+Shift+Z"
    assert json.loads(Keymap().to_json())["profile"] == "annotator"


def test_initials_find_a_command_and_better_matches_come_first():
    texts = ["Next suggestion", "Import files…", "Snap the span to tokens"]
    assert ranked("ns", texts)[0] == 0
    assert ranked("imp", texts) == [1]
    assert score("xyz", texts[0]) is None
