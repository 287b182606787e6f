"""Speed as ratios within one run; a bare time says more about the machine than about the product."""
