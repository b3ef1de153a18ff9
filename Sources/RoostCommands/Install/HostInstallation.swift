import ArgumentParser
import RoostDaemon
import RoostModel

/// An installation on the machine itself, as its user sees it.
struct HostInstallation {
  let request: InstallRequest
  let change: ChangeOptions
  let verbose: Bool

  func run(_ options: inout HostInstallOptions, _ console: Console) async throws {
    if change.dryRun { return try await plan(options, console) }
    let display = ProgressDisplay(console: console)
    let sign = StopSign(console: console) { display.end() }
    defer { sign.end() }
    options.isStopping = sign.isSet
    let log = InstallLog(verbose: verbose) { console.note($0) }
    let usesLog = !console.json && (verbose || !console.surroundings.redraws)
    defer { display.end() }
    let result = try await DaemonEntry.installOnHost(request, options) { event in
      if usesLog { log.show(event) } else { display.show(event) }
    }
    display.end()
    try console.finish(result) { InstallResultText(result: result).text($0) }
    try sign.exitIfSet()
  }

  private func plan(_ options: HostInstallOptions, _ console: Console) async throws {
    let plan = try await DaemonEntry.planOnHost(request, options)
    try console.show(plan) { InstallPlanText(plan: plan).text($0) }
    try change.exit(after: plan)
  }
}
