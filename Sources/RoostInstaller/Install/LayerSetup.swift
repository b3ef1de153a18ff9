package import RoostCatalog
package import RoostModel
package import SystemPackage

/// What setup commands are run with.
package struct SetupRequest: Sendable {
  package var runtime: RuntimeID
  package var version: String
  /// Read-only trees, base first. On top of them lies one of empty directories that belong to ``LayerSetup/user``.
  package var stack: [FilePath]
  /// Where everything that was written is put, as an overlay's upper directory. Does not exist yet; same file system as the store.
  package var changes: FilePath
  /// Variables of all layers of the stack.
  package var variables: [String: String]
  package var steps: [SetupStep]

  package init(
    runtime: RuntimeID, version: String, stack: [FilePath], changes: FilePath, variables: [String: String], steps: [SetupStep]
  ) {
    self.runtime = runtime
    self.version = version
    self.stack = stack
    self.changes = changes
    self.variables = variables
    self.steps = steps
  }
}

/// How setup commands are run: in a sandbox without network, by a user without privileges who may write where the layer has directories.
package struct LayerSetup: Sendable {
  /// The host user they run as.
  package var user: UInt32
  /// Runs all steps in order. `runtime.verify-failed` when one of them fails.
  package var run: @Sendable (SetupRequest) async throws(Problem) -> Void

  package init(user: UInt32, run: @escaping @Sendable (SetupRequest) async throws(Problem) -> Void) {
    self.user = user
    self.run = run
  }
}
