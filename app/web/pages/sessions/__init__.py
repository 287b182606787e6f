"""Sessions: the tutor's list, planning, the register; and each as it concerns one apprentice, with her own word."""
