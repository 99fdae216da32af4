"""Fixtures of the clients' tests."""

import pytest

from tests.conftest import MakeWorkspace
from tests.support.workspaces import Workspace


@pytest.fixture
async def other_workspace(make: MakeWorkspace) -> Workspace:
    """A second workspace, which must never show in the first."""
    return await make()
