from . import communication_start
