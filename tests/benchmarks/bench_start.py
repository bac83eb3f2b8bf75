"""From the command to a window one can use, against a bare PySide6 window in the same run.

    python tests/benchmarks/bench_start.py [RUNS]

Both are whole processes, taken in turn. A window counts as there when it is painted; with a project, when
the article is painted too.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

BARE = """
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QWidget
app = QApplication([])
window = QWidget()
window.resize(1320, 840)
window.show()
QTimer.singleShot(0, lambda: (window.repaint(), app.quit()))
app.exec()
"""

OURS = """
from annotator.gui import app
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from pathlib import Path

def look():
    window = QApplication.topLevelWidgets()[0]
    for window in QApplication.topLevelWidgets():
        if hasattr(window, "has_studio"):
            break
    if {project!r} and not (window.has_studio and window.studio.workbench.article_id):
        QTimer.singleShot(1, look)
        return
    window.repaint()
    QApplication.instance().quit()

make = app._window
app._window = lambda *given: (QTimer.singleShot(0, look), make(*given))[1]
app.run(Path({project!r}) if {project!r} else None)
"""


def seconds(script: str, environment: dict[str, str]) -> float:
    began = time.perf_counter()
    subprocess.run(
        [sys.executable, "-c", script], env=environment, check=True, stderr=subprocess.DEVNULL
    )
    return time.perf_counter() - began


def main() -> None:
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 9
    with tempfile.TemporaryDirectory() as folder:
        home = {name: str(Path(folder, name)) for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME")}
        environment = {**os.environ, **home, "QT_QPA_PLATFORM": "offscreen"}
        # As installed: with compiled modules.
        environment |= {
            "PYTHONDONTWRITEBYTECODE": "",
            "PYTHONPYCACHEPREFIX": str(Path(folder, "pyc")),
        }
        from annotator.project.samples import create_samples

        path = Path(folder) / "samples.db"
        create_samples(path).close()
        scripts = {
            "bare PySide6 window": BARE,
            "welcome page": OURS.format(project=""),
            "sample project, article painted": OURS.format(project=str(path)),
        }
        for script in scripts.values():
            seconds(script, environment)
        taken = {name: [] for name in scripts}
        for _ in range(runs):
            for name, script in scripts.items():
                taken[name].append(seconds(script, environment))
    floor = statistics.median(taken["bare PySide6 window"])
    print(f"{'start':34}{'median':>9}{'worst':>9}{'× floor':>9}")
    for name, times in taken.items():
        middle = statistics.median(times)
        print(f"{name:34}{middle:8.3f}s{max(times):8.3f}s{middle / floor:9.2f}")


if __name__ == "__main__":
    main()
