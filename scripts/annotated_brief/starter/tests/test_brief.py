"""What holds for any brief; whatever must hold of this one alone is added below."""

from annotated_brief.testing import *  # noqa: F403
