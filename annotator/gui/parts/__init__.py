"""What the panes are made of: cards, flowing rows, buttons that show their key, lists of rows.

They follow the palette and the font of the application; only label colours come from the theme.
"""
