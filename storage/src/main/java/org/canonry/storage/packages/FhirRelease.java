package org.canonry.storage.packages;

public enum FhirRelease { R2, R2B, R3, R4, R4B, R5, R6 }
