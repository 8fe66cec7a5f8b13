"""What the reader sees: windows, the page, the panes. The only room, with ``app``, that knows Qt."""
