import RoostModel

/// What `roost serve` offers on a machine where nothing is installed yet: this node's profile, so that the first
/// deployment need not wait for it.
struct FirstStart {
  let home: HomeDirectory
  let console: Console

  /// Asks only where somebody sits at the terminal. A no, or a failure, keeps no daemon from starting.
  func offer() async {
    guard console.surroundings.interactive, !console.json else { return }
    do throws(Problem) {
      guard try !DaemonEntry.isPresent(at: home) else { return }
      try await DaemonEntry.withRuntimes(home) { (operations) async throws(Problem) in
        try await offer(RuntimeSession(operations: operations, console: console, inDaemon: false))
      }
    } catch {
      console.report(error)
    }
  }

  private func offer(_ session: RuntimeSession) async throws(Problem) {
    let operations = session.operations
    guard try await operations.list().allSatisfy(\.installed.isEmpty) else { return }
    let profiles = try await operations.profiles()
    guard let profile = profiles.first(where: \.isChosen) ?? profiles.first(where: \.isDefault), !profile.installed else {
      return
    }
    console.note("No runtime is installed yet. The profile \(profile.name) has \(profile.specifiers.joined(separator: ", ")):\n")
    console.note("\(CostText.text(profile.cost)). Others: roost profile list\n")
    guard await Question.ask("Install \(profile.name) before the daemon starts?", console: console) else { return }
    let request = InstallRequest(specifiers: [], profile: profile.name)
    let result = try await session.run("the installation") { (sink) async throws(Problem) in
      try await operations.install(request, sink)
    }
    console.note(InstallResultText(result: result).text(console.noteStyle))
  }
}
