import ArgumentParser
import RoostDaemon
import RoostModel

/// `roost doctor`
struct DoctorCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor", abstract: "Check what this machine lacks, and mend it with --fix.",
    discussion: """
      Needs no daemon and, without --fix, changes nothing. Exits with 1 when something that Roost cannot do without is missing.

      --fix installs packages that are missing (as root, with the machine's own package manager) and then does what `roost \
      repair` does. Settings of the kernel and of services are left to you; the command for each is shown.

      EXAMPLES
        roost doctor
        roost doctor --json
        sudo roost doctor --fix
      """)

  @Flag(help: "Mend what can be mended without harm.")
  var fix = false
  @Flag(name: .shortAndLong, help: "Do not ask before packages are installed.")
  var yes = false
  @OptionGroup var common: CommonOptions

  func run() async throws {
    try common.expectHere("it looks at the machine it runs on")
    var findings = await DaemonEntry.doctor()
    if fix {
      try await common.withRuntimes { (session) async throws(Problem) in
        try await mend(findings, session)
        let operations = session.operations
        let report = try await session.run("the repair") { (sink) async throws(Problem) in try await operations.repair(sink) }
        if !session.console.json { Console.write(RepairText(report: report).text(session.console.style)) }
      }
      findings = await DaemonEntry.doctor()
    }
    let shown = findings
    try common.console.show(shown) { DoctorText(findings: shown).text($0) }
    if findings.contains(where: { $0.severity == .error }) { throw ExitCode.failure }
  }

  private func mend(_ findings: [DoctorFinding], _ session: RuntimeSession) async throws(Problem) {
    let remedy = DaemonEntry.packages(for: findings)
    guard !remedy.packages.isEmpty else { return }
    let command = remedy.command.joined(separator: " ")
    guard session.console.surroundings.userID == 0 else {
      throw Problem(.rootRequired, "packages can only be installed by root", hint: "sudo \(command); or: sudo roost doctor --fix")
    }
    if !yes {
      try await session.confirm("Install \(remedy.packages.joined(separator: ", "))?", command: "roost doctor --fix --yes")
    }
    let local = RuntimeSession(operations: session.operations, console: session.console, inDaemon: false)
    try await local.run("the installation") { (sink) async throws(Problem) in try await remedy.apply(progress: sink) }
  }
}
