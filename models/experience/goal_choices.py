"""What a company may set itself as the goal of a year: key → label, least and most."""

GOALS = {
    "score": ("cNPS", -100, 100),
    "promises": ("Reply promises kept (%)", 0, 100),
    "answer": ("Days to our first message", 0, 365),
    "actions": ("Improvement actions done", 0, 1000),
}
GOAL_LABELS = [(name, label) for name, (label, _least, _most) in GOALS.items()]
# The less, the better.
LESS_IS_BETTER = {"answer"}
YEARS = (2000, 2199)
