"""Servers to compare the site with, written as the SDK's documentation and tutorials have them."""

from __future__ import annotations
