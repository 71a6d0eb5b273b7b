"""The versions of the stores: one folder and one independent line each for notebook and ledger.

A new version is a new file ``vNNNN_what.py`` whose ``revision`` follows the last; raise ``head`` of its
line in rounds/store.py with it. There is no way down: restore a backup instead.
"""
