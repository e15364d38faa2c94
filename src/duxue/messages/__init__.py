"""Sentences and labels of the product, in Chinese and English."""
