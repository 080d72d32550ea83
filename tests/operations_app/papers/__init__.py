"""Papers: what they say, that codes can be scanned, who may have them."""
