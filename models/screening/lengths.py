"""How long a recording is, by what its file says of itself. Plain, and bounded: a file may
say anything. What is not known is not guessed."""

import struct

from .recordings import find_mimetype

# Boxes, chunks, pages and frames that are looked at; thirty minutes of telephone sound.
MOST_STEPS = 100_000
# Frames of AMR have a length by their kind, in bytes.
AMR_FRAMES = (12, 13, 15, 17, 19, 20, 26, 31, 5, 6, 5, 5, 0, 0, 0, 0)
AMR_HEAD = b"#!AMR\n"
AAC_RATES = (96000, 88200, 64000, 48000, 44100, 32000, 24000, 22050, 16000, 12000, 11025, 8000)
MP3_RATES = {3: (44100, 48000, 32000), 2: (22050, 24000, 16000), 0: (11025, 12000, 8000)}
# Kilobits of layer III, of MPEG 1 and of the others.
MP3_BITS = (
    (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),
    (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
)
# Names in Matroska: the whole, what is said of it, its unit, its length, a part, its time.
SEGMENT, INFO, UNIT = b"\x18\x53\x80\x67", b"\x15\x49\xa9\x66", b"\x2a\xd7\xb1"
LENGTH, CLUSTER, TIME = b"\x44\x89", b"\x1f\x43\xb6\x75", b"\xe7"


def find_seconds(content):
    """:param bytes content: of a recording
    :return: float, at least so long; None where the file does not tell"""
    mimetype = find_mimetype(content[:8192]) or ""
    find = FINDERS.get(mimetype.partition("/")[2])
    try:
        seconds = find and find(content)
    except (struct.error, IndexError, ValueError, OverflowError, ZeroDivisionError):
        return None
    return seconds if seconds and 0 < seconds < 1e7 else None


def _read(format_, content, place):
    return struct.unpack_from(format_, content, place)[0]


# MP4, QuickTime, 3GP -----------------------------------------------------------------------


def _find_mp4(content):
    movie = _find_box(content, b"moov", 0, len(content))
    header = movie and _find_box(content, b"mvhd", *movie)
    if not header:
        return None
    place = header[0]
    if content[place] == 1:
        return _read(">Q", content, place + 24) / _read(">I", content, place + 20)
    return _read(">I", content, place + 16) / _read(">I", content, place + 12)


def _find_box(content, name, place, end):
    """:return: (begin, end) of what is in the box, None where there is none"""
    for _step in range(MOST_STEPS):
        if place + 8 > end:
            return None
        size, head = _read(">I", content, place), 8
        if size == 1:
            size, head = _read(">Q", content, place + 8), 16
        size = size or end - place
        if content[place + 4 : place + 8] == name:
            return place + head, min(place + size, end)
        if size < head:
            return None
        place += size
    return None


# WebM, Matroska ----------------------------------------------------------------------------


def _find_matroska(content):
    """What a browser records says no length: then it is at least the time at which its last
    part begins."""
    unit = _find_unit(content) / 1e9
    begin = content.find(INFO, 0, 65536)
    place = content.find(LENGTH, begin, begin + 4096) if begin >= 0 else -1
    if place >= 0:
        size = content[place + 2] & 0x7F
        if size in (4, 8):
            return _read(">f" if size == 4 else ">d", content, place + 3) * unit
    return _find_last_part(content) * unit


def _find_unit(content):
    """:return: nanoseconds"""
    begin = content.find(INFO, 0, 65536)
    place = content.find(UNIT, begin, begin + 4096) if begin >= 0 else -1
    if place < 0:
        return 1_000_000
    size = content[place + 3] & 0x7F
    return int.from_bytes(content[place + 4 : place + 4 + min(size, 8)], "big")


def _find_last_part(content):
    end = len(content)
    for _step in range(100):
        place = content.rfind(CLUSTER, 0, end)
        if place < 0:
            return 0
        # Its size is one to eight bytes; its time is the first that it says.
        after = place + 4 + _count_size_bytes(content[place + 4])
        if content[after : after + 1] == TIME:
            size = content[after + 1] & 0x7F
            return int.from_bytes(content[after + 2 : after + 2 + min(size, 8)], "big")
        end = place
    return 0


def _count_size_bytes(first):
    return 9 - first.bit_length() if first else 8


# Sound -------------------------------------------------------------------------------------


def _find_wav(content):
    place, rate = 12, None
    for _step in range(1000):
        name, size = content[place : place + 4], _read("<I", content, place + 4)
        if name == b"fmt ":
            rate = _read("<I", content, place + 16)
        elif name == b"data":
            # Of a stream the size is not known.
            return rate and min(size, len(content) - place - 8) / rate
        place += 8 + size + size % 2
    return None


def _find_ogg(content):
    head, place = content[:256], content.rfind(b"OggS")
    samples = _read("<q", content, place + 6)
    if b"OpusHead" in head:
        return samples / 48000
    if (vorbis := head.find(b"\x01vorbis")) >= 0:
        return samples / _read("<I", content, vorbis + 12)
    if (speex := head.find(b"Speex   ")) >= 0:
        return samples / _read("<I", content, speex + 36)
    return None


def _find_flac(content):
    packed = int.from_bytes(content[18:26], "big")
    return (packed & 0xFFFFFFFFF) / (packed >> 44)


def _find_mp3(content):
    place = 0
    if content.startswith(b"ID3"):
        place = 10 + sum((byte & 0x7F) << 7 * n for n, byte in enumerate(content[9:5:-1]))
    head = _read(">I", content, place)
    version, bits = head >> 19 & 3, head >> 12 & 15
    rate = MP3_RATES[version][head >> 10 & 3] if version in MP3_RATES else 0
    if head >> 21 != 0x7FF or not rate or bits == 15:
        return None
    if frames := _count_mp3_frames(content[place : place + 200]):
        return frames * (1152 if version == 3 else 576) / rate
    kilobits = MP3_BITS[version != 3][bits]
    return (len(content) - place) * 8 / (kilobits * 1000)


def _count_mp3_frames(head):
    """:return: int, as the first frame says where the rate changes; None where it does not"""
    place = max(head.find(b"Xing"), head.find(b"Info"))
    if place < 0 or not head[place + 7] & 1:
        return None
    return _read(">I", head, place + 8)


def _find_amr(content):
    if not content.startswith(AMR_HEAD):
        return None
    place, frames = len(AMR_HEAD), 0
    while place < len(content) and frames < MOST_STEPS:
        place += 1 + AMR_FRAMES[content[place] >> 3 & 15]
        frames += 1
    return frames / 50


def _find_aac(content):
    place = frames = 0
    rate = AAC_RATES[content[2] >> 2 & 15]
    while place + 7 < len(content) and frames < MOST_STEPS and content[place] == 0xFF:
        size = (_read(">I", content, place + 3) >> 13) & 0x1FFF
        if size < 7:
            break
        place, frames = place + size, frames + 1
    return frames * 1024 / rate


def _find_avi(content):
    place = content.find(b"avih", 0, 4096)
    if place < 0:
        return None
    return _read("<I", content, place + 8) * _read("<I", content, place + 24) / 1e6


FINDERS = {
    "mp4": _find_mp4,
    "quicktime": _find_mp4,
    "3gpp": _find_mp4,
    "webm": _find_matroska,
    "x-matroska": _find_matroska,
    "wav": _find_wav,
    "ogg": _find_ogg,
    "flac": _find_flac,
    "mpeg": _find_mp3,
    "amr": _find_amr,
    "aac": _find_aac,
    "x-msvideo": _find_avi,
}
