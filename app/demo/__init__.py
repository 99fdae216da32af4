"""The demo workspace: an invented furniture maker's sales department, so that every screen lives."""
