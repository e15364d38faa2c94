"""Speed as ratios, measured side by side in one run; never a test that fails on a slow day."""
