"""A large client base: how quickly it answers, and how long work on all of it takes."""
