/// A command run once in the finished stack, as root, with the new layer writable and without network: what a maintainer script would do.
package struct SetupStep: Hashable, Sendable, Codable {
  /// Program and arguments; `{version}` stands for the version.
  package var run: [String]
  package var timeout: Duration

  package init(
    run: [String], timeout: Duration = .seconds(120)
  ) {
    self.run = run
    self.timeout = timeout
  }
}
