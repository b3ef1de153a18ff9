package import RoostModel

/// What the command line says about an installation on the machine itself.
package struct HostInstallOptions: Sendable {
  package var home: HomeDirectory
  /// Another root directory than this machine's own: an image that is being built.
  package var root: String?
  package var force: Bool
  package var startsServices: Bool
  /// The words that were typed, for the hint that says how to do it as root.
  package var commandLine: String
  /// Whether somebody asked to stop.
  package var isStopping: @Sendable () -> Bool

  package init(
    home: HomeDirectory, root: String? = nil, force: Bool = false, startsServices: Bool = false, commandLine: String,
    isStopping: @escaping @Sendable () -> Bool = { false }
  ) {
    self.home = home
    self.root = root
    self.force = force
    self.startsServices = startsServices
    self.commandLine = commandLine
    self.isStopping = isStopping
  }
}
