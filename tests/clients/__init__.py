"""Clients generated from the contract: compiled, and run against a live service."""
