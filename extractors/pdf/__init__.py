"""PDF with a text layer to a Document: by PDFium, and a second time by pdfplumber."""
