"""The builder that makes snapshots and the holder that web workers read them through.

Owns the state directory. Must not know HTTP; the JSON encoder is handed in.
"""
