"""The assets: raw tables, the catalogue, marts, the serving file. One module per layer of the lake."""
