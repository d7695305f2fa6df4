from urllib.parse import urlsplit

# Where films may be: what candidates know, and what does not lead elsewhere.
VIDEO_HOSTS = (
    "dailymotion.com loom.com microsoftstream.com quickchannel.com screen9.com"
    " screen9.tv sharepoint.com vimeo.com wistia.com youtu.be youtube-nocookie.com"
    " youtube.com"
).split()


def find_web_link(url, hosts=None, schemes=("https",)):
    """:param str url: as somebody typed it, "vimeo.com/1" too
    :param hosts: where it may lead, subdomains included; None: anywhere
    :return: the link, or False"""
    link = "".join((url or "").split())
    if link and ":" not in link.split("/")[0]:
        link = f"https://{link}"
    try:
        parts = urlsplit(link)
        host, port = (parts.hostname or "").lower(), parts.port
    except ValueError:
        return False
    if parts.scheme not in schemes or not host or "@" in parts.netloc or "\\" in link:
        return False
    if hosts is None:
        return link
    known = any(host == name or host.endswith(f".{name}") for name in hosts)
    return link if known and port in (None, 443) else False
