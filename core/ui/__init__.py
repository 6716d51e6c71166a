"""What every page shares: its context, its navigation, the dot map. No business words."""
