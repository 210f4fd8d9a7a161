package org.canonry.storage.packages;

/// Text that was taken for a good name or version and is not one.
///
/// Thrown only where text is trusted. Text from outside goes through `parse`, which gives [Parsed] and never throws.
public final class InvalidPackageText extends IllegalArgumentException {
    private final transient Refusal refusal;

    InvalidPackageText(Refusal refusal) {
        super(refusal.detail());
        this.refusal = refusal;
    }

    /// What is wrong, and where.
    public Refusal refusal() {
        return refusal;
    }
}
