import struct

from odoo.tests import BaseCase, tagged

from ...models.screening.lengths import find_seconds


def box(name, content):
    return struct.pack(">I", len(content) + 8) + name + content


def mp4(seconds, version=0, brand=b"isom", before=b""):
    """:return: bytes of a film that says how long it is"""
    if version:
        head = struct.pack(">B3xQQIQ", 1, 0, 0, 1000, int(seconds * 1000))
    else:
        head = struct.pack(">B3xIIII", 0, 0, 0, 600, int(seconds * 600))
    return box(b"ftyp", brand + bytes(8)) + before + box(b"moov", box(b"mvhd", head + bytes(80)))


def webm(seconds=None, parts=()):
    head = b"\x1a\x45\xdf\xa3\x9f" + b"\x42\x82\x84webm" + b"\x18\x53\x80\x67\x01" + b"\xff" * 7
    info = b"\x2a\xd7\xb1\x83" + (1_000_000).to_bytes(3, "big")
    if seconds is not None:
        info += b"\x44\x89\x88" + struct.pack(">d", seconds * 1000)
    head += b"\x15\x49\xa9\x66" + bytes([0x80 | len(info)]) + info + b"V_VP8"
    for part in parts:
        time = int(part * 1000).to_bytes(3, "big")
        head += b"\x1f\x43\xb6\x75\x01" + b"\xff" * 7 + b"\xe7\x83" + time + bytes(90)
    return head


def wav(seconds, rate=16000):
    content = bytes(seconds * rate)
    chunk = struct.pack("<IHHIIHH", 16, 1, 1, rate, rate, 1, 8)
    body = b"WAVEfmt " + chunk + b"data" + struct.pack("<I", len(content)) + content
    return b"RIFF" + struct.pack("<I", len(body)) + body


def ogg(seconds):
    first = b"OggS" + bytes(24) + b"OpusHead" + bytes(20)
    return first + b"OggS\x00\x04" + struct.pack("<q", seconds * 48000) + bytes(20)


def mp3(seconds, kilobits=128):
    # MPEG 1, layer III, 128 kbit/s, 44.1 kHz.
    return (
        b"ID3\x04\x00\x00"
        + bytes([0, 0, 0, 10])
        + bytes(10)
        + (b"\xff\xfb\x90\x00" + bytes(seconds * kilobits * 125 - 4))
    )


@tagged("post_install", "-at_install")
class TestLengths(BaseCase):
    """How long a recording is, as its file says."""

    def assert_about(self, content, seconds):
        self.assertAlmostEqual(find_seconds(content), seconds, delta=0.5)

    def test_films(self):
        self.assert_about(mp4(200), 200)
        self.assert_about(mp4(200, version=1), 200)
        self.assert_about(mp4(65, brand=b"qt  "), 65)
        self.assert_about(mp4(30, before=box(b"free", bytes(500)) + box(b"mdat", bytes(9000))), 30)

    def test_what_browsers_record(self):
        self.assert_about(webm(12.5), 12.5)
        self.assert_about(webm(parts=(0, 5, 190)), 190)
        self.assertIsNone(find_seconds(webm()))

    def test_sound(self):
        self.assert_about(wav(7), 7)
        self.assert_about(ogg(45), 45)
        self.assert_about(mp3(10), 10)
        self.assert_about(b"#!AMR\n" + (b"\x3c" + bytes(31)) * 250, 5)
        flac = b"fLaC\x00\x00\x00\x22" + bytes(10)
        flac += ((44100 << 44) | 44100 * 9).to_bytes(8, "big") + bytes(40)
        self.assert_about(flac, 9)

    def test_files_that_lie_and_break(self):
        """Nothing is guessed, and nothing takes long."""
        for content in (
            b"",
            b"RIFF",
            box(b"ftyp", b"isom") + struct.pack(">I", 4) + b"moov",
            box(b"ftyp", b"isom" + bytes(8)) + struct.pack(">I", 1) + b"moov" + bytes(3),
            mp4(0),
            mp4(20)[:-90],
            webm(float("nan")),
            b"OggS" + bytes(24) + b"OpusHead",
            b"\xff\xfb\x00\x00" + bytes(4),
            b"fLaC",
            b"\xff\xf1" + bytes(5000),
        ):
            self.assertIn(find_seconds(content), (None,), content[:20])
        self.assertGreater(find_seconds(b"#!AMR\n" + b"\x7c" * 3_000_000), 1800)
