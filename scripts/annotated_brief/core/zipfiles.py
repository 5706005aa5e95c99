"""Reproducible zip files: in the order given, with one date and one mode."""

import datetime
import io
import zipfile
from collections.abc import Iterable


def pack(files: Iterable[tuple[str, bytes]], date: datetime.date, stored: str = "") -> bytes:
    """The archive; the file called `stored` is not compressed."""
    day = (max(1980, date.year), date.month, date.day, 0, 0, 0)  # no zip file knows an earlier year
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files:
            entry = zipfile.ZipInfo(name, day)
            entry.external_attr = 0o644 << 16
            entry.create_system = 3
            entry.compress_type = zipfile.ZIP_STORED if name == stored else zipfile.ZIP_DEFLATED
            archive.writestr(entry, data)
    return out.getvalue()
