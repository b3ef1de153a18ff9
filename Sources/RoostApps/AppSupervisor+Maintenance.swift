import RoostGateway
package import RoostModel
import RoostStore

extension AppSupervisor {
  private static let longestMessage = 1000

  /// Closes the app to its visitors, or opens it with `nil`. Beside every other change: what runs is not touched.
  package func maintain(_ maintenance: Maintenance?) async throws(Problem) -> AppSummary {
    guard !isRemoved else { throw Problem.noSuchApp(app.name) }
    if let message = maintenance?.message {
      guard (1...Self.longestMessage).contains(message.utf8.count), !message.unicodeScalars.contains(where: { $0.value < 0x20 })
      else {
        throw Problem(
          .usageInvalid, "the message is empty, longer than \(Self.longestMessage) bytes, or not one line",
          hint: "say it in a sentence: roost app maintenance \(app.name) on --message \"Back at noon.\"")
      }
    }
    try await services.store.setMaintenance(maintenance, app: app.id)
    app.maintenance = maintenance
    services.gateway.setMaintenance(app.name, maintenance)
    return summary
  }
}
