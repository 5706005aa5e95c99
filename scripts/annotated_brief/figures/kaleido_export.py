"""Drawing with Kaleido: one Chrome for all drawings, the site's own type, no network."""

import asyncio
import base64
import logging
from concurrent.futures import ThreadPoolExecutor

from annotated_brief.figures.svg_cleaning import clean
from annotated_brief.figures.svg_files import FONT, FONT_FILES, Job, signed


class NoChromeError(Exception):
    """There is no browser to draw with, or it does not start."""


def draw(jobs: list[Job]) -> list[str]:
    """Make all drawings with one browser."""
    with ThreadPoolExecutor(1) as other:  # whoever calls may have a loop of its own running
        raw = other.submit(asyncio.run, _draw(jobs)).result()
    return [
        signed(job, clean(text, job.name, job.size, job.spec["layout"]["annotations"]))
        for job, text in zip(jobs, raw, strict=True)
    ]


async def _draw(jobs: list[Job]) -> list[str]:
    import kaleido  # here, for it takes half a second to load, and a build draws nothing
    from choreographer.errors import BrowserFailedError, ChromeNotFoundError

    logging.getLogger("choreographer").setLevel(logging.CRITICAL)  # it reports messages that it can do without
    page = kaleido.PageGenerator(mathjax=False)  # else it asks a CDN for it
    page.header += _font_faces()
    drawn = []
    try:
        async with kaleido.Kaleido(n=1, page_generator=page) as browser:
            for job in jobs:
                options = {"format": "svg", "width": job.size.width, "height": job.spec["layout"]["height"], "scale": 1}
                drawn.append((await browser.calc_fig(job.spec, opts=options)).decode())
    except ChromeNotFoundError as error:
        raise NoChromeError("no Chrome or Chromium was found") from error
    except BrowserFailedError as error:
        raise NoChromeError("Chrome was found but does not start") from error
    return drawn


def _font_faces() -> str:
    """A script that loads the site's type into the page that draws, so that no font of the machine is measured."""
    data = ",".join(f'"{base64.b64encode(path.read_bytes()).decode()}"' for path in FONT_FILES)
    return (
        f"<script>for (const data of [{data}]) {{"
        "const bytes = Uint8Array.from(atob(data), char => char.charCodeAt(0));"
        f'const face = new FontFace("{FONT}", bytes, {{weight: "200 900"}}); document.fonts.add(face); face.load(); }}'
        "</script>"
    )
