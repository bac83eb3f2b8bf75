"""Who said what: quotes proposed by rules over marks, cues and a parse."""
