"""What the program costs, each a ratio to a limit or a peer, measured in one run."""
