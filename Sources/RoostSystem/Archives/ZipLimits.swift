package import RoostModel

/// What an archive may amount to when unpacked.
package struct ZipLimits: Sendable {
  package var entries = 100_000
  package var bytes = ByteCount.megabytes(2_000)
  /// Unpacked to packed size, looked at from ``ratioFrom`` on.
  package var ratio: UInt64 = 200
  package var ratioFrom = ByteCount.megabytes(10)
  package var directory = ByteCount.mebibytes(32)

  package init() {}
}
