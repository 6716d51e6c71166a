"""Products as rows of a table: how each cell is written and read, on the page of all products and in files.

Nothing in this package writes to the database; `enterprises.actions.product_table` does.
"""
