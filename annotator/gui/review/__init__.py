"""The page on which one adjudicates: two people's work on one text, difference by difference, into gold."""
