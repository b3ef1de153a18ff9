package import RoostModel
package import SystemPackage

/// What a verify command did.
package struct VerifyOutput: Sendable, Equatable {
  package var status: ExitReason
  package var standardOutput: String
  package var standardError: String

  package init(status: ExitReason, standardOutput: String, standardError: String) {
    self.status = status
    self.standardOutput = standardOutput
    self.standardError = standardError
  }
}

/// What a verify command is run with.
package struct VerifyRequest: Sendable {
  /// The read-only trees of the stack, base first, the layer under test last.
  package var stack: [FilePath]
  /// Variables of all layers of the stack.
  package var variables: [String: String]
  /// Program and arguments; looked up in the stack's PATH.
  package var command: [String]
  package var timeout: Duration

  package init(stack: [FilePath], variables: [String: String], command: [String], timeout: Duration) {
    self.stack = stack
    self.variables = variables
    self.command = command
    self.timeout = timeout
  }
}

/// Runs one verify command inside a stack that is not published yet, without network. Throws when it could not be run at all.
package typealias LayerVerifier = @Sendable (VerifyRequest) async throws(Problem) -> VerifyOutput
