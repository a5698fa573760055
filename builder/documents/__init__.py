"""Documents from data: flowcharts as pictures, and tagged PDFs."""
