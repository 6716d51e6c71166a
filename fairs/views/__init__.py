"""Pages of fairs. Every rule is in the actions and the policy."""
