"""What Odoo and the scripts that use it are started with."""

import os
import re

from . import place
from .fetch import browser, source

CONFIG = place.DEV / "odoo.conf"
# Nothing listens there: a request that would leave the machine fails at once.
NOWHERE = "http://127.0.0.1:9"


def _configuration():
    """Odoo's configuration; only `make run` sends mail, to the mailbox."""
    values = {
        "addons_path": ",".join(str(plain(folder)) for folder in source.addons_path()),
        "data_dir": plain(place.DATA),
        "db_maxconn": 64,
        "http_interface": "127.0.0.1",
        "smtp_server": "127.0.0.1",
        "smtp_port": 9,
        "max_cron_threads": 1,
        "limit_time_real_cron": 0,
        "publisher_warranty_url": NOWHERE,
    }
    place.DATA.mkdir(exist_ok=True)
    lines = [f"{key} = {value}\n" for key, value in values.items()]
    return "[options]\n" + "".join(lines)


def environment(**more):
    """The variables for everything that runs Odoo: see dev/README.md."""
    place.write(CONFIG, _configuration())
    path = [place.BIN, place.VENV / "bin", os.environ.get("PATH", os.defpath)]
    return {
        **os.environ,
        "PATH": ":".join(str(part) for part in path),
        "ODOO_RC": str(CONFIG),
        "CX_ODOO_CONFIG": str(CONFIG),
        "XDG_CACHE_HOME": str(place.DEV / "cache"),
        "XDG_CONFIG_HOME": str(place.DEV / "cache"),
        "FONTCONFIG_FILE": str(browser.SYSTEM_SETTINGS),
        "http_proxy": NOWHERE,
        "https_proxy": NOWHERE,
        "no_proxy": "127.0.0.1,localhost",
        **{key: str(value) for key, value in more.items()},
    }


def odoo(*arguments):
    return [place.PYTHON, "-m", "odoo", *arguments]


def plain(path):
    """Odoo splits paths at commas and expands `$`; a link has neither."""
    if not re.search(r"[,$~]", str(path)):
        return path
    link = place.SHORT / "dev"
    if not link.is_symlink():
        link.symlink_to(place.DEV, target_is_directory=True)
    return link / path.relative_to(place.DEV)
