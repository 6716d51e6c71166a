"""How fast the platform is: its pages under load, the stands of a large fair, the search in two countries."""
