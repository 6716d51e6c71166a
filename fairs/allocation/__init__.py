"""Who gets which stand, and why: worked out from plain data, without the database, so that anybody can repeat it."""
