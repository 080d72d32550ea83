"""Barcodes as SVG: Code128 for desk scanners, QR for telephones and short-sighted printers. Black on nothing, no text."""

from __future__ import annotations

import barcode
import segno

from operations_app.papers.typesetting import Drawing

BAR_HEIGHT = 30
"""Bars are drawn one unit wide per module and stretched by the template; quiet zones are the template's margins."""


def code128(text: str) -> Drawing:
    """The bars of a Code128 symbol of `text` (ASCII)."""
    modules: str = barcode.get("code128", text).build()[0]
    bars, start = [], 0
    for position in range(1, len(modules) + 1):
        if position == len(modules) or modules[position] != modules[start]:
            if modules[start] == "1":
                bars.append(f"M{start} 0h{position - start}v{BAR_HEIGHT}h{start - position}z")
            start = position
    return _svg(len(modules), BAR_HEIGHT, "".join(bars))


def qr(text: str) -> Drawing:
    """The modules of a QR symbol of `text`, error correction M."""
    rows = [bytes(row) for row in segno.make(text, error="m", micro=False).matrix]
    squares = "".join(f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, dark in enumerate(row) if dark)
    return _svg(len(rows), len(rows), squares)


def module_count(drawing: Drawing) -> int:
    """How many modules wide a symbol is."""
    return int(drawing.partition('viewBox="0 0 ')[2].partition(" ")[0])


def _svg(width: int, height: int, path: str) -> Drawing:
    return Drawing(
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}"'
        f' preserveAspectRatio="none" shape-rendering="crispEdges"><path d="{path}"/></svg>'
    )
