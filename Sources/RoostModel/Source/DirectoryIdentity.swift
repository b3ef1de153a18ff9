/// Which directory it is, whatever it is called.
package struct DirectoryIdentity: Codable, Sendable, Equatable {
  package var device: UInt64
  package var file: UInt64

  package init(device: UInt64, file: UInt64) {
    self.device = device
    self.file = file
  }
}
