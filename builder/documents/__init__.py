"""Documents from data: the steps of a flowchart, tagged PDFs, and codes to scan."""
