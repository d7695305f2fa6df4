"""What is put into the file of a copy when it is handed over."""

import io
import json
import zipfile

END_OF_PAGE = "</main>"


def add_to_copy(content, page, data, files=()):
    """:param bytes content: a zip archive with ``index.html`` and ``data.json``
    :param str page: HTML that the page ends with
    :param dict data: what the data has, too
    :param files: (name, bytes) of files that are added
    :return: bytes of a new archive"""
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as before,
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as after,
    ):
        for name in before.namelist():
            file = before.read(name)
            if name == "index.html":
                head, end, tail = file.decode().rpartition(END_OF_PAGE)
                file = f"{head}{page}{end}{tail}"
            elif name == "data.json":
                file = json.dumps({**json.loads(file), **data}, ensure_ascii=False, indent=2)
            after.writestr(name, file)
        for name, file in files:
            after.writestr(name, file)
    return buffer.getvalue()
