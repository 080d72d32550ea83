"""How every printed thing of the agency is set: papers of the desks and reports alike."""
