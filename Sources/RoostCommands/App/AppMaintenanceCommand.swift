import ArgumentParser
import RoostClient
import RoostModel

/// `roost app maintenance`
struct AppMaintenanceCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "maintenance", abstract: "Close an app to its visitors for a while, or open it again.",
    discussion: """
      Visitors get a page with status 503; the app goes on running, requests under way end as usual, and those from --allow \
      are let through. Stays until it is ended, over deployments and restarts of the daemon.

      EXAMPLES
        roost app maintenance shop on
        roost app maintenance shop on --message "Back at noon." --allow 192.0.2.0/24
        roost app maintenance shop off
      """)

  enum Switch: String, ExpressibleByArgument, CaseIterable { case on, off }

  @OptionGroup var app: AppArgument
  @Argument(help: "on or off.")
  var state: Switch
  @Option(help: ArgumentHelp("What visitors read instead of Roost's own sentence.", valueName: "text"))
  var message: String?
  @Option(help: ArgumentHelp("Addresses that are let through, such as 192.0.2.0/24; may be repeated.", valueName: "range"))
  var allow: [String] = []
  @OptionGroup var common: CommonOptions

  func validate() throws {
    guard state == .on || (message == nil && allow.isEmpty) else {
      throw ValidationError("--message and --allow say how to close an app, not how to open it.")
    }
    if let wrong = allow.first(where: { AddressRange($0) == nil }) {
      throw ValidationError("--allow takes an address or a range such as 10.0.0.0/8, not \(wrong).")
    }
  }

  func run() async throws {
    let wanted = state == .on ? Maintenance(message: message, allow: allow.compactMap { AddressRange($0) }) : nil
    try await common.withDaemon(for: app) { (name, daemon, console) async throws(Problem) in
      let app = try await daemon.maintain(name, wanted)
      try console.show(app) { AppText(now: Now.seconds).maintained(app, $0) }
    }
  }
}
