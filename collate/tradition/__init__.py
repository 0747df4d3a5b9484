"""The shape of a tradition: agreements, trees, changes of side."""
