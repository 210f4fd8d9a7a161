package org.canonry.storage.archive;

/// Why a tarball is refused. The names are kept: they are written into quarantine.
public enum TarballProblem {
    /// It unpacks to far more than it is (`archive_compression_ratio`).
    COMPRESSION_RATIO,
    /// Its gzip stream or a header in its tar contradicts its own checksum.
    CORRUPT,
    /// One file is longer than `archive_entry_bytes`.
    ENTRY_TOO_LARGE,
    /// The headers of one entry are longer than `archive_header_bytes`.
    HEADER_TOO_LARGE,
    /// A symbolic or hard link, a device or a pipe: packages are files and folders.
    LINK_OR_DEVICE,
    /// Its package.json is longer than `manifest_bytes`.
    MANIFEST_TOO_LARGE,
    /// No `package/package.json`, nor one in any other folder of the first level.
    NO_MANIFEST,
    /// It is no gzip file.
    NOT_GZIP,
    /// It is gzip, but there is no tar in it.
    NOT_TAR,
    /// A path that would lead elsewhere if it were unpacked: `..`, absolute, with a backslash, a drive or a control character.
    PATH_TRAVERSAL,
    /// A path is longer than `archive_path_bytes`.
    PATH_TOO_LONG,
    /// Several folders of the first level have a package.json, and none of them is `package`.
    SEVERAL_ROOTS,
    /// More entries than `archive_entries`.
    TOO_MANY_ENTRIES,
    /// It unpacks to more than `archive_total_bytes`.
    TOTAL_TOO_LARGE,
    /// It ends in the middle.
    TRUNCATED,
    /// An entry that is neither file nor folder nor link, or a file with holes.
    UNSUPPORTED_ENTRY,
}
