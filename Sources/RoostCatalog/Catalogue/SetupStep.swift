/// A command run once in the finished stack, without network: what a maintainer script would do.
///
/// It has no privileges. It may add and remove files where the layer has directories, and in the usual ones (`/usr/local/bin`,
/// `/etc` ...), but neither change what a file holds nor its mode. What it leaves belongs to root.
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
