"""Plots as SVG text that needs neither network nor script: heat maps, lines, bars."""
