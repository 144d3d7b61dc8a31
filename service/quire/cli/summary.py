"""What is said when a service has started, and what to do next."""

from pathlib import Path

import click

from quire.library.report import BuildReport


def plural(count: int, noun: str) -> str:
    """Write a count with its noun, given in the plural: `1 post`, `2 posts`."""
    return f"{count:,} {noun.removesuffix('s') if count == 1 else noun}"


def print_summary(report: BuildReport, path: Path, host: str, port: int) -> None:
    """Print counts, problems, time and the URLs to open, on standard error."""
    counts = report.counts
    problems = sum(report.problems.values())
    shown = f"[{host}]" if ":" in host else host
    base = f"http://{shown}:{port}"
    lines = [
        "",
        f"  Quire serves {path} at revision {report.revision[:12]}",
        f"  {', '.join(plural(counts[name], name) for name in counts)}; "
        f"ready in {report.seconds:.1f} s",
    ]
    if problems:
        shown_problems = plural(problems, "problems")
        lines.append(f"  {shown_problems} in the content: run `quire check {path}`")
    lines += [
        "",
        f"  API      {base}/v1",
        f"  Posts    {base}/v1/posts",
        f"  Search   {base}/v1/search?q=your+words",
        f"  Docs     {base}/docs",
        "",
        "  Stop with Ctrl-C",
        "",
    ]
    click.echo("\n".join(lines), err=True)
