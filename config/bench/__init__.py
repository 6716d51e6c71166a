"""How fast the platform is: its pages under load, and the search in a small and a large country."""
