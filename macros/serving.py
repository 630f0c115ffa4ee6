"""For `make serve`: an edit of the code in `macros/` shows on the next reload.

mkdocs-macros imports the package once; a second build in the same process would run the old code. So the modules are
dropped before each build. Workaround for mkdocs-macros 1.5.0, which leaves them in sys.modules.
"""

from __future__ import annotations

import sys

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority


@event_priority(100)  # before mkdocs-macros imports the package
def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Forget the modules of the package."""
    for name in [name for name in sys.modules if name == "macros" or name.startswith("macros.")]:
        del sys.modules[name]
    return config
