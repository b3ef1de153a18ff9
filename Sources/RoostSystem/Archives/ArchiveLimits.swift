package import RoostModel

/// What an archive may amount to when unpacked.
package struct ArchiveLimits: Sendable {
  package var entries = 100_000
  package var bytes = ByteCount.megabytes(2_000)
  /// Unpacked to packed size, looked at from ``ratioFrom`` on: per entry in a ZIP archive, altogether in a tar archive.
  package var ratio: UInt64 = 200
  package var ratioFrom = ByteCount.megabytes(10)
  /// The table of contents of a ZIP archive.
  package var directory = ByteCount.mebibytes(32)

  package init() {}
}
