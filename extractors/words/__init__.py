"""What printed words mean: labels against the forms, figures in cells, headings, titles."""
