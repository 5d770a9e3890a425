"""Many files: one after the other or in several processes, and one bad file never ends a run.

[Input("a.txt"), Input("b.png")] ─run→ Done("a.txt", …), Failed("b.png", "is a PNG image, not text")
"""
