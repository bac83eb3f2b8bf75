"""The wheel carries everything the program needs, and nothing it does not."""

import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

ROOT = Path(__file__).parent.parent.parent


def test_the_wheel_carries_resources_and_sample_articles(tmp_path):
    subprocess.run(
        [
            sys.executable,
            "-m",
            "hatchling",
            "build",
            "--target",
            "wheel",
            "--directory",
            str(tmp_path),
        ],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    (wheel,) = tmp_path.glob("*.whl")
    names = ZipFile(wheel).namelist()
    for kind in ("resources", "seeds"):
        kept = [path for path in ROOT.joinpath(kind).rglob("*") if path.is_file()]
        missing = [path for path in kept if f"annotator/{path.relative_to(ROOT)}" not in names]
        assert kept
        assert not missing
    packages = {name.split("/")[0] for name in names}
    assert {name for name in packages if not name.endswith(".dist-info")} == {"annotator"}
