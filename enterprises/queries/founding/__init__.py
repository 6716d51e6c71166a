"""What founding projects need, where they stand, and what coordinators see of them."""
