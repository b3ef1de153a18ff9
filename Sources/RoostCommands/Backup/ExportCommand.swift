import ArgumentParser
import RoostClient
import RoostModel

/// `roost export`
struct ExportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export", abstract: "Write an app with its data into one file, for another machine.",
    discussion: """
      The file holds the code of the live release, what is in /data, the settings, the history and the variables. With a \
      passphrase the variables and secrets are sealed under it; without one secrets are left out and named. Code and data are \
      not sealed. Certificates and keys for TLS are not in it.

      The app stands still while its data is copied, and its requests wait; how long that took is said at the end.

      EXAMPLES
        roost export shop -o shop.roost --ask
        roost export shop --passphrase-file pass.txt > shop.roost
        roost export shop -o code.roost --no-data
        roost export shop | ssh other roost import - --name shop
      """)

  @OptionGroup var app: AppArgument
  @Option(
    name: .shortAndLong, help: ArgumentHelp("The file to write; without, standard output.", valueName: "file"),
    completion: .file())
  var output: String?
  @Flag(help: "Leave /data out.")
  var noData = false
  @OptionGroup var passphrase: PassphraseOptions
  @OptionGroup var common: CommonOptions

  func run() async throws {
    let name = try app.checked
    let output = try FileOutput.export(output.map { (path) throws(Problem) in try FilePlace.absolute(path) })
    defer { output.abandon() }
    try await common.withDaemon { (daemon, console) async throws(Problem) in
      let request = ExportRequest(
        app: name, passphrase: try await passphrase.passphrase(isNew: true, console), takesData: !noData)
      let display = ProgressDisplay(console: console)
      let shows: @Sendable (ProgressEvent) -> Void = { event in
        guard console.json, output.isStandardOutput else { return display.show(event) }
        if let line = try? Console.encode(["progress": event], pretty: false) { console.note(line + "\n") }
      }
      let summary: ExportSummary
      do throws(Problem) {
        summary = try await InterruptibleWork.run("the export", interrupted: { output.abandon() }) {
          () async throws(Problem) in
          let summary = try await daemon.export(request, progress: shows)
          try await daemon.fetch(summary) { (bytes) throws(Problem) in try output.write(bytes) }
          try output.finish()
          return summary
        }
      } catch {
        display.end()
        throw error
      }
      display.end()
      guard output.isStandardOutput else {
        return try console.finish(summary) { BackupText.exported(summary, to: self.output, $0) }
      }
      let line = try console.json ? Console.encode(["result": summary], pretty: false) + "\n" : nil
      console.note(line ?? BackupText.exported(summary, to: nil, console.noteStyle))
    }
  }
}
