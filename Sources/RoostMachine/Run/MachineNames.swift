import RoostAgentClient
import RoostAgentProtocol
import RoostModel
import RoostSystem

/// The names that a machine may reach, in its hosts file while it runs.
struct MachineNames: Sendable {
  let directory: EnvironmentDirectory
  private static let limit: Duration = .seconds(10)

  /// Of the hosts file, behind ``MachinePlaces/namesMark``.
  static func lines(of destinations: [ResolvedDestination]) -> String {
    WayOut.hostLines(of: destinations).map { $0 + "\n" }.joined()
  }

  /// Blocking; does not wait until it was done.
  func set(_ destinations: [ResolvedDestination]) throws(Problem) {
    let lines = MachineNames.lines(of: destinations)
    let socket = try LineSocket.connect(directory.path, EnvironmentDirectory.orderSocket)
    try socket?.send("names \(lines.utf8.count)\n\(lines)", until: .now.advanced(by: MachineNames.limit))
  }
}
