"""Pure decisions of imports and exports."""
