"""What programs read: metadata, feeds, the index of the search, pages of sources, the policy that servers send."""
