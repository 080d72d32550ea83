"""Nodes: operations databases that work alone for a while. Prepared from the main home, carried back as a pack of batches.

The main home's own records learn nothing from a pack: what a laptop recorded is in the figures, not at the main desk.
"""
