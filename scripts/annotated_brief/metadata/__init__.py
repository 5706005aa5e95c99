"""Metadata of pages, linked data, feeds, pages of sources and claims, the content security policy."""
