"""Pages: tables of contents. Pick, one call, show; what is computed stands in queries, filters, figures, stories."""
