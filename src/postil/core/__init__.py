"""The values everything else speaks of: reports, blocks, displays, outlines, annotations.

Pure Python: no disk, no clock, no toolkit.
"""
