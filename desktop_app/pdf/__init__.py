"""Drawing PDF: fonts and their fallback, fitted text, the page, the QR code. The only user of reportlab."""
