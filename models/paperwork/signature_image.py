"""A signature as it was drawn: what a browser sent, made into a picture that can be kept and
printed. Plain: it knows no records."""

import base64
import binascii
import io

from PIL import Image, ImageChops, UnidentifiedImageError

# What a canvas says of itself.
PREFIX = "data:image/png;base64,"
# Characters as sent: a signature has some 20,000.
LONGEST_PICTURE = 600_000
# Pixels, before anything of it is unpacked.
MOST_PIXELS = 4_000_000
# Width and height that are kept.
KEPT = (900, 300)


def read_picture(text):
    """:param str text: as the page sends it, or base64 of a PNG, by whomever it was made
    :return: bytes of a PNG of ours: what was drawn, on white, and nothing else that was in
        the file; None for what is no picture, or an empty one"""
    if not text or len(text) > LONGEST_PICTURE:
        return None
    try:
        content = base64.b64decode(text.removeprefix(PREFIX), validate=True)
        with Image.open(io.BytesIO(content), formats=["PNG"]) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                return None
            return _draw_anew(picture.convert("RGBA"))
    except (binascii.Error, UnidentifiedImageError, OSError, ValueError, SyntaxError):
        return None
    except Image.DecompressionBombError:
        return None


def _draw_anew(picture):
    paper = Image.new("RGBA", picture.size, "white")
    drawn = Image.alpha_composite(paper, picture).convert("RGB")
    ink = ImageChops.invert(drawn).getbbox()
    if not ink:
        return None
    drawn = drawn.crop(ink)
    drawn.thumbnail(KEPT)
    target = io.BytesIO()
    drawn.save(target, "PNG", optimize=True)
    return target.getvalue()
