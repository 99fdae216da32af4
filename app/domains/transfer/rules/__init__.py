"""Pure decisions of imports."""
