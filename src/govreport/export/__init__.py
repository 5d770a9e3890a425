"""What was found, as text that other programs read or a terminal shows.

Report ─rows→ {"text": "7700亩", "value": Decimal("7700"), …} ─formats→ JSON Lines, JSON, CSV
Report ─table→ a table or a tree for people
"""
