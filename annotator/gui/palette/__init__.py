"""Ways to every command: the palette to type in, the sheet of keys, the bar of labels, the key editor."""
