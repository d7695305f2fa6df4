from . import paper
from . import pivot
