"""Pure decisions: where a deal may go, and what a stage demands of it."""
