"""The statutory tables of a Document: their lines, their labels, and the rows of figures."""
