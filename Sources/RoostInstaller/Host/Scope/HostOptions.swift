/// How a machine's own packages are treated.
package struct HostOptions: Sendable {
  /// For other runs of the package manager to end.
  package var lockLimit: Duration = .seconds(600)
  /// Let packages start their services, and enable the runtime's own. Otherwise nothing is started.
  package var startsServices = false
  /// Go on although other packages would be removed.
  package var force = false
  /// Package lists older than this are brought anew.
  package var listLifetime: Duration = .seconds(86_400)
  /// Lists at least this old are brought anew before it is said that a version does not exist.
  package var listDoubt: Duration = .seconds(300)
  /// Where programs are looked for, as `PATH` writes it.
  package var searchPath = HostRoot.searchPath
  package var userID: UInt32 = 0
  /// Whether there is sudo.
  package var hasSudo = false
  /// What the user typed, for the hint that says how to do it as root: `roost install nodejs --scope host`.
  package var commandLine = "roost install ... --scope host"
  /// Whether somebody asked to stop: the runtime at work is finished, the others are left.
  package var isStopping: @Sendable () -> Bool = { false }

  package init() {}
}
