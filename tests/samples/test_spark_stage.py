"""Every Spark script runs on Spark as its cases expect, and as recorded; `make test-spark` does this.

`make record-spark` writes the recordings and the signatures anew.
"""

from __future__ import annotations

from itertools import groupby
from pathlib import Path

import pytest

from macros.recordings import as_json
from tests.samples.programs import HERE, run_program
from tests.samples.recorder import see
from tests.samples.spark_runs import ENVIRONMENT, SparkRuns
from tests.samples.stages import SPARK
from tests.samples.test_samples import TARGETS

pytestmark = pytest.mark.spark
