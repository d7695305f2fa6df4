from odoo.tests import BaseCase, tagged

from ...models.screening.recordings import find_kind, find_mimetype
from ..cases.screening import AMR, WAV, WEBM

WEBM_SOUND = WEBM.replace(b"V_VP8", b"A_OPUS")
MP4 = b"\x00\x00\x00\x20ftypisom" + bytes(200)
KNOWN = {
    WEBM: "video/webm",
    WEBM_SOUND: "audio/webm",
    WEBM.replace(b"webm", b"matroska"): "video/x-matroska",
    WAV: "audio/wav",
    WAV.replace(b"WAVE", b"AVI "): "video/x-msvideo",
    AMR: "audio/amr",
    MP4: "video/mp4",
    MP4.replace(b"isom", b"M4A "): "audio/mp4",
    MP4.replace(b"isom", b"qt  "): "video/quicktime",
    MP4.replace(b"isom", b"3gp4"): "video/3gpp",
    b"OggS" + bytes(24) + b"OpusHead": "audio/ogg",
    b"fLaC" + bytes(20): "audio/flac",
    b"ID3\x04" + bytes(20): "audio/mpeg",
    b"\xff\xfb\x90\x00" + bytes(20): "audio/mpeg",
    b"\xff\xf1\x50\x80" + bytes(20): "audio/aac",
}
UNKNOWN = (
    b"",
    b"<html><script>alert(1)</script></html>",
    b"<svg xmlns='http://www.w3.org/2000/svg'/>",
    b"%PDF-1.4",
    b"\x89PNG\r\n\x1a\n",
    b"\xff\xd8\xff\xe0\x00\x10JFIF",
    b"MZ\x90\x00",
    b"PK\x03\x04",
    b"\x00\x00\x00\x18ftypheic" + bytes(40),
    b"RIFF\x00\x00\x00\x00WEBPVP8 ",
    b"OggS" + bytes(24) + b"\x80theora",
    b"\xff\xff\xff\xff",
    b"just words",
)


@tagged("post_install", "-at_install")
class TestRecordings(BaseCase):
    """What a recording is, by its content alone."""

    def test_what_is_taken(self):
        for head, mimetype in KNOWN.items():
            self.assertEqual(find_mimetype(head), mimetype)
            self.assertEqual(find_kind(mimetype) == "sound", mimetype.startswith("audio/"))

    def test_what_is_not(self):
        for head in UNKNOWN:
            self.assertIsNone(find_mimetype(head), head[:12])
