package import RoostModel

/// What the installation of one layer took: what later estimates are made from.
package struct InstallSample: Codable, Sendable, Equatable {
  package var runtime: RuntimeID
  package var seconds: Double
  package var download: ByteCount
  package var disk: ByteCount

  package init(runtime: RuntimeID, seconds: Double, download: ByteCount, disk: ByteCount) {
    self.runtime = runtime
    self.seconds = seconds
    self.download = download
    self.disk = disk
  }
}
