"""A plugin of pytest: what lives until the end is not looked through for garbage.

Models, fields, views and tests are a million objects that stay. Python looks at all of them
again and again, a tenth of the time of a test and more.
"""

import gc

# New objects until the next look (Python: 700), and looks until older ones are looked at.
THRESHOLDS = (200_000, 20, 100)


def pytest_collection_finish():
    gc.collect()
    gc.freeze()
    gc.set_threshold(*THRESHOLDS)
