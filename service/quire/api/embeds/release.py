"""`python -m quire.api.embeds.release`: puts the current script beside the released ones."""

from quire.api.embeds.scripts import RELEASED, current_script


def release() -> str:
    """Write the current script under its name and give that name."""
    script = current_script()
    (RELEASED / script.name).write_bytes(script.body)
    return script.name


if __name__ == "__main__":
    print(release())
