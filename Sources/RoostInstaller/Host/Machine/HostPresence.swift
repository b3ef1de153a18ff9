package import RoostModel

/// A runtime that is on the machine and works, however it came there.
package struct HostPresence: Sendable, Equatable {
  package var runtime: RuntimeID
  /// Empty where nothing says it.
  package var version: String
  /// Of its first program.
  package var path: String

  package init(runtime: RuntimeID, version: String, path: String) {
    self.runtime = runtime
    self.version = version
    self.path = path
  }
}
