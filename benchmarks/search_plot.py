"""A plot of search times as SVG, without a library."""

from math import log10
from pathlib import Path

_COLOURS = {"Quire": "#1a7f5a", "SQLite FTS5": "#7a5195", "tantivy": "#d45087"}
_WIDTH, _HEIGHT, _LEFT, _TOP = 760, 380, 70, 50
_LOWEST, _HIGHEST = -2, 3  # powers of ten, in ms


def draw(path: Path, found: dict[int, dict[str, dict]], asked: dict[int, tuple]) -> None:
    """Draw p50 (bar) and p99 (line above it) of a ranked page, by size and engine."""
    group = (_WIDTH - _LEFT - 20) / max(len(found), 1)
    parts = [_text(_LEFT, 24, "Ranked page of 10 with two facets: p50 (bar), p99 (whisker)", 15)]
    for power in range(_LOWEST, _HIGHEST + 1):
        y = _y(10.0**power)
        parts.append(f'<path d="M{_LEFT} {y:.1f}H{_WIDTH - 20}" stroke="#ddd"/>')
        parts.append(_text(_LEFT - 8, y + 4, f"{10.0**power:g} ms", 11, "end"))
    for place, (size, engines) in enumerate(found.items()):
        left = _LEFT + place * group
        parts.append(_text(left + group / 2, _HEIGHT - 30, f"{size:,} posts", 12, "middle"))
        bar = group / (len(engines) + 1)
        for number, (name, measured) in enumerate(engines.items()):
            times = sorted(t for each in measured["page"].values() for t in each)
            p50, p99 = times[len(times) // 2], times[min(int(len(times) * 0.99), len(times) - 1)]
            x, top, base = left + bar * (number + 0.5), _y(p50), _y(10.0**_LOWEST)
            middle = x + bar * 0.4
            parts.append(
                f'<rect x="{x:.1f}" y="{top:.1f}" width="{bar * 0.8:.1f}" '
                f'height="{base - top:.1f}" fill="{_COLOURS[name]}"/>'
                f'<path d="M{middle:.1f} {top:.1f}V{_y(p99):.1f}m-6 0h12" '
                f'stroke="{_COLOURS[name]}" stroke-width="2" fill="none"/>'
            )
        for value in asked.get(size, ())[:2]:
            y = _y(value)
            parts.append(
                f'<path d="M{left + bar * 0.3:.1f} {y:.1f}h{group * 0.8:.1f}" '
                'stroke="#333" stroke-dasharray="4 3"/>'
            )
    for number, (name, colour) in enumerate(_COLOURS.items()):
        x = _LEFT + number * 130
        parts.append(f'<rect x="{x}" y="{_HEIGHT - 18}" width="12" height="12" fill="{colour}"/>')
        parts.append(_text(x + 18, _HEIGHT - 8, name, 12))
    parts.append(_text(_LEFT + 400, _HEIGHT - 8, "dashed: asked of Quire (p50, p99)", 12))
    path.write_text(
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" '
        f'font-family="sans-serif"><rect width="100%" height="100%" fill="#fff"/>'
        + "".join(parts)
        + "</svg>\n"
    )


def _y(milliseconds: float) -> float:
    part = (log10(max(milliseconds, 10.0**_LOWEST)) - _LOWEST) / (_HIGHEST - _LOWEST)
    return _HEIGHT - 50 - part * (_HEIGHT - 50 - _TOP)


def _text(x: float, y: float, text: str, size: int, anchor: str = "start") -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size}" text-anchor="{anchor}">{text}</text>'
