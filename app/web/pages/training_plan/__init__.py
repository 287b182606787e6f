"""The training plan: what is planned and held, its checklists, English and maths, and the versions to sign."""
