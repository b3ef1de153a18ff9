import ArgumentParser
import RoostDaemon
import RoostModel

/// A removal from the machine itself, as its user sees it.
struct HostRemoval {
  let request: RemoveRequest
  let root: String?
  let yes: Bool
  let change: ChangeOptions

  func run(_ common: CommonOptions) async throws {
    try common.expectHere("it removes packages of the machine it runs on")
    let console = common.console
    var options = HostInstallOptions(
      home: try console.surroundings.home(option: common.home), root: root, force: request.force, commandLine: commandLine)
    guard !change.dryRun else {
      let check = try await DaemonEntry.canRemoveOnHost(request, options)
      try console.show(check) { SafetyText(check: check, takesAlong: true).text($0) }
      return try change.exit(changesPending: true)
    }
    if request.force, !yes { try await ask(options, console) }
    let sign = StopSign(console: console)
    defer { sign.end() }
    options.isStopping = sign.isSet
    let result = try await remove(options, console)
    try console.finish(result) { RemoveResultText(result: result).text($0) }
    try sign.exitIfSet()
  }

  private func remove(_ options: HostInstallOptions, _ console: Console) async throws(Problem) -> RemoveResult {
    let display = ProgressDisplay(console: console)
    defer { display.end() }
    return try await DaemonEntry.removeOnHost(request, options) { display.show($0) }
  }

  /// Somebody at a terminal sees what forcing it would do first.
  private func ask(_ options: HostInstallOptions, _ console: Console) async throws(Problem) {
    guard console.surroundings.interactive, !console.json else { return }
    let check = try await DaemonEntry.canRemoveOnHost(request, options)
    console.note(SafetyText(check: check, takesAlong: true).text(console.noteStyle))
    guard !check.safe else { return }
    guard await Question.ask("Remove it all the same?", console: console) else {
      throw Problem(.cancelled, "nothing was changed", hint: "to do it all the same: \(commandLine) --yes")
    }
  }

  /// What root would type.
  private var commandLine: String {
    var words = ["roost", "runtime", "remove"] + request.specifiers.map { ShellWord.quoted($0) } + ["--scope", "host"]
    if let root { words += ["--root", ShellWord.quoted(root)] }
    if request.force { words.append("--force") }
    return words.joined(separator: " ")
  }
}
