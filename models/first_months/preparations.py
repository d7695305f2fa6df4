"""What has to be there when a new colleague comes."""

from collections import namedtuple

# Its name, who sees to it, the date it is due on, and whether it is there.
Preparation = namedtuple("Preparation", "name who day is_done")
