"""Which report a document is: title, agency, year and date of publication, with the evidence."""
