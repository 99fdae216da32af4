"""A person's own rights over what is known of her: to be told all of it, and to be forgotten."""
