"""Where fonts, icons, translations and the style sheet lie. A path and no more: the first window waits for it."""

from pathlib import Path

FOLDER = Path(__file__).parent
