"""Texts packed into one parameter are read again as they were."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Text, bindparam, text

from app.core.packing import packed, unpacked
from app.core.runtime import Runtime
from tests.support.workspaces import Workspace

_TEXTS = st.text(st.characters(codec="utf-8", exclude_characters="\x00\x1e\x1f"), max_size=8)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50, deadline=None)
@given(values=st.lists(st.none() | _TEXTS, max_size=5))
async def test_what_is_packed_is_unpacked(
    workspace: Workspace, runtime: Runtime, values: list[str | None]
) -> None:
    statement = text(f"SELECT {unpacked('given')}").bindparams(bindparam("given", type_=Text()))
    async with runtime.db.read(workspace.id) as session:
        assert (await session.execute(statement, {"given": packed(values)})).scalar_one() == values


@pytest.mark.parametrize("value", ["a\x1fb", "\x1e", "a\x1e"])
def test_what_could_be_misread_is_refused(value: str) -> None:
    with pytest.raises(ValueError, match="control character"):
        packed(["a", value, None])
