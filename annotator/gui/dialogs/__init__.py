"""The dialogs: each asks for one thing and says in place what is wrong with an answer."""
