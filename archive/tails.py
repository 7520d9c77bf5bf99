"""What a crash leaves half-written at the end of a WARC file."""

from pathlib import Path

from archive.captures import parsed


def set_aside_tails(directory: Path) -> list[Path]:
    """Moves what a crash left half-written behind the last indexed record into a .partial file;
    the rest stays readable. Returns the files made."""
    made = []
    for warc in sorted(directory.glob("*.warc.gz")):
        index = warc.with_name(warc.name.replace(".warc.gz", ".index.jsonl"))
        lines = index.read_bytes().split(b"\n") if index.exists() else []
        ends = [c.offset + c.length for line in lines for c in parsed(line)]
        end = max(ends, default=0)
        if warc.stat().st_size > end:
            partial = warc.with_suffix(f".{end}.partial")
            with warc.open("r+b") as file:
                file.seek(end)
                partial.write_bytes(file.read())
                file.truncate(end)
            made.append(partial)
        whole = b"\n".join(line for line in lines if list(parsed(line)))
        if index.exists() and lines[-1:] != [b""]:
            index.write_bytes(whole + b"\n" if whole else b"")
    return made
