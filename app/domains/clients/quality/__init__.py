"""How well the base is kept: what a client's record should hold, what is missing and wrong, and how that goes on."""
