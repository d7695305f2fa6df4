"""What a recording is, by what is in it. What the file is called, and what a browser says
that it is, counts for nothing."""

# Bytes from the beginning that tell it. The tracks of a file stand there as well.
HEAD = 8192
# Kinds that browsers play. Others are for programs that do: they are only downloaded.
PLAYABLE = {
    "audio/aac",
    "audio/flac",
    "audio/mp4",
    "audio/mpeg",
    "audio/ogg",
    "audio/wav",
    "audio/webm",
    "video/mp4",
    "video/quicktime",
    "video/webm",
}
ENDINGS = {
    "audio/aac": ".aac",
    "audio/amr": ".amr",
    "audio/flac": ".flac",
    "audio/mp4": ".m4a",
    "audio/mpeg": ".mp3",
    "audio/ogg": ".ogg",
    "audio/wav": ".wav",
    "audio/webm": ".webm",
    "video/3gpp": ".3gp",
    "video/mp4": ".mp4",
    "video/quicktime": ".mov",
    "video/webm": ".webm",
    "video/x-matroska": ".mkv",
    "video/x-msvideo": ".avi",
}
STARTS = (
    (b"ID3", "audio/mpeg"),
    (b"fLaC", "audio/flac"),
    (b"#!AMR", "audio/amr"),
)
# Of the two bytes that a frame of sound begins with.
MPEG, AAC = (0xE2, 0xE6), (0xF0,)
# Names of pictures in a container that films use, too.
PICTURES = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"mif1", b"msf1", b"avif", b"avis")
SOUNDS = (b"M4A ", b"M4B ", b"F4A ")


def find_mimetype(head):
    """:param bytes head: the first ``HEAD`` bytes
    :return: str, one of ``ENDINGS``; None for what is no recording"""
    for start, mimetype in STARTS:
        if head.startswith(start):
            return mimetype
    for find in (_find_matroska, _find_mp4, _find_ogg, _find_riff, _find_frames):
        if mimetype := find(head):
            return mimetype
    return None


def find_kind(mimetype):
    """:return: ``sound`` or ``video``"""
    return "sound" if mimetype.startswith("audio/") else "video"


def _find_matroska(head):
    """What browsers record: WebM, which is a kind of Matroska."""
    if not head.startswith(b"\x1a\x45\xdf\xa3"):
        return None
    if b"webm" not in head[:64]:
        return "video/x-matroska" if b"matroska" in head[:64] else None
    has_picture = any(codec in head for codec in (b"V_VP8", b"V_VP9", b"V_AV1", b"V_MPEG"))
    return "video/webm" if has_picture or b"A_" not in head else "audio/webm"


def _find_mp4(head):
    brand = head[8:12]
    if head[4:8] != b"ftyp" or brand in PICTURES:
        return None
    if brand == b"qt  ":
        return "video/quicktime"
    if brand.startswith(b"3g"):
        return "video/3gpp"
    if brand in SOUNDS or (b"soun" in head and b"vide" not in head and b"moov" in head):
        return "audio/mp4"
    return "video/mp4"


def _find_ogg(head):
    sound = any(name in head[:128] for name in (b"OpusHead", b"\x01vorbis", b"Speex", b"FLAC"))
    return "audio/ogg" if head.startswith(b"OggS") and sound else None


def _find_riff(head):
    if not head.startswith(b"RIFF"):
        return None
    return {b"WAVE": "audio/wav", b"AVI ": "video/x-msvideo"}.get(head[8:12])


def _find_frames(head):
    if len(head) < 4 or head[0] != 0xFF:
        return None
    if head[1] & 0xF6 in AAC:
        return "audio/aac"
    return "audio/mpeg" if head[1] & 0xE6 in MPEG and head[2] >> 4 not in (0, 15) else None
