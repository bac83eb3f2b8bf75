"""Whether a file lies on a network, where SQLite's write-ahead log does not work."""

import re
from pathlib import Path

_FILE_SYSTEMS = frozenset({
    "nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "afs", "ceph", "davfs", "fuse.sshfs",
    "fuse.rclone", "fuse.gvfsd-fuse", "fuse.davfs2", "fuse.glusterfs",
})  # fmt: skip
_ESCAPED = re.compile(r"\\([0-7]{3})")


def on_network(path: Path, mounts: Path = Path("/proc/mounts")) -> bool:
    """Whether a file lies on a network file system, by the table of mounts where there is one."""
    here = path.resolve()
    if not mounts.exists():
        return str(here).startswith("\\\\")
    lines = (line.split() for line in mounts.read_text(encoding="utf-8").split("\n") if line)
    holding = [
        (len(_plain(where)), kind) for _, where, kind, *_ in lines if _holds(_plain(where), here)
    ]
    # The last mount on a folder hides those before it.
    deepest = max((length for length, _ in holding), default=0)
    kinds = [kind for length, kind in holding if length == deepest]
    return bool(kinds) and kinds[-1] in _FILE_SYSTEMS


def _plain(where: str) -> str:
    return _ESCAPED.sub(lambda match: chr(int(match[1], 8)), where)


def _holds(where: str, path: Path) -> bool:
    return path.is_relative_to(where)
