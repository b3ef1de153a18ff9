/// What an installation takes: the median of this node's own installations, or what the catalogue says.
package struct Cost: Codable, Sendable, Equatable {
  /// What has to be fetched.
  package var download: ByteCount
  /// What it takes on disk.
  package var disk: ByteCount
  package var seconds: Double
  /// Whether this node's own installations decided it.
  package var learned: Bool

  package init(
    download: ByteCount, disk: ByteCount, seconds: Double, learned: Bool
  ) {
    self.download = download
    self.disk = disk
    self.seconds = seconds
    self.learned = learned
  }

  package static let none = Cost(download: ByteCount(0), disk: ByteCount(0), seconds: 0, learned: true)

  /// A sum is learned when all its parts are.
  package static func + (left: Cost, right: Cost) -> Cost {
    Cost(
      download: left.download + right.download, disk: left.disk + right.disk, seconds: left.seconds + right.seconds,
      learned: left.learned && right.learned)
  }
}
