package import RoostModel

/// What installing a runtime costs, as the catalogue states it. The node's own installs know better.
package struct InstallEstimate: Hashable, Sendable, Codable {
  package var download: ByteCount
  package var disk: ByteCount
  package var seconds: Double

  package init(download: ByteCount, disk: ByteCount, seconds: Double) {
    self.download = download
    self.disk = disk
    self.seconds = seconds
  }
}
