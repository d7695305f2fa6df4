"""What is an address that somebody finds, in words of people."""

import re

# "Storgatan 1, Stockholm", and not "Stockholm", "Room 3" or "Room 3, floor 2".
STREET = re.compile(r"[^\W\d]{2}.*\d|\d.*[^\W\d]{2}", re.S)
TOWN = re.compile(r"[^\W\d]{2}")
POSTCODE = re.compile(r"\d{3}")


def is_address(text):
    """:param str text: a place in somebody's own words
    :return: whether it names a street and a town, so that a map finds it"""
    parts = [part.strip() for part in re.split(r"[,\n]", text or "") if part.strip()]
    if len(parts) < 2:
        return False
    street, town = parts[0], parts[-1]
    has_town = TOWN.search(town) and (POSTCODE.search(town) or not re.search(r"\d", town))
    return bool(STREET.search(street) and has_town)
