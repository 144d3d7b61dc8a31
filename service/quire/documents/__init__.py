"""Documents: bytes into typed front matter, bodies into safe HTML.

Owns notations, field types, dates, slugs, markdown and sanitising. Must not know sites,
conventions or files: everything here is a pure function of its arguments.
"""
