package import RoostEnvironments

/// Ports of this machine's loopback that are bound, and lead into whatever is served.
package protocol HostPorts: Sendable {
  /// Returns when they are closed, or the task is cancelled; which closes them.
  func serve(_ environment: any Environment) async
  /// Lets them go. For good.
  func close()
}
