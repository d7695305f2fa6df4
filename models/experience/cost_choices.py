"""The assumptions of what bad experience costs, with what is known of them, in the order of
the form. Money is in the company's currency, shares are percent, all of it of one year.
"""

# Names of pairs of fields, <name>_low and <name>_high. A high end of 0: not known.
SHARES = ("customer", "leaving", "referring")
AMOUNTS = ("revenue", "hire_cost", "hour_cost")
NUMBERS = ("kept_away", "needed", "hours")
PAIRS = (*SHARES, *AMOUNTS, *NUMBERS)
# More than that of anything is a typing error.
MOST = 1e12
# Survale: those who got feedback would recommend applying 30 to 75 % more often.
REFERRING = (30.0, 75.0)
# Trustcruit's guide to candidate experience: how many of the rejected never hear, the cNPS of
# those who hear late or never and of those who hear at once, and by how much collecting
# feedback improves the experience in a year.
UNHEARD, SCORE_LATE, SCORE_SOON, YEARLY = 23.0, -44.7, -21.9, (7.3, 8.0)
