import ArgumentParser
import Glibc
import RoostClient
import RoostModel

/// `roost import`
struct ImportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import", abstract: "Make an app of a file that `roost export` wrote.",
    discussion: """
      Every byte of the file is looked at before anything is touched. The app is deployed from its code as any other, so its \
      dependencies are made for this machine; its data is in place before it starts first. What fails leaves no app behind. A \
      runtime that is missing leaves the app waiting: it goes on by itself when that is installed. Hosts and paths that another \
      app has are left out, and said.

      EXAMPLES
        roost import shop.roost
        roost import shop.roost --ask --name shop-2
        roost import shop.roost --no-start   look at it before it runs
        roost import shop.roost --replace    in the place of the app of that name
        roost import - < shop.roost
      """)

  @Argument(help: "The file; '-' is standard input.", completion: .file())
  var file: String
  @Option(help: "Another name for the app.")
  var name: String?
  @Flag(help: "Build it and leave it stopped.")
  var noStart = false
  @Flag(help: "An app of that name gives way; a backup of it is made first.")
  var replace = false
  @Flag(name: .shortAndLong, help: "Install missing runtimes without asking.")
  var yes = false
  @OptionGroup var passphrase: PassphraseOptions
  @OptionGroup var common: CommonOptions

  func validate() throws {
    if replace, noStart { throw ValidationError("--replace starts what it puts in the place of the app: leave --no-start out.") }
  }

  func run() async throws {
    let name = try name.map { (text) throws(Problem) in try AppName(text) }
    let descriptor = try ImportCommand.open(file)
    defer { close(descriptor) }
    let result = try await common.withDaemon { (daemon, console) async throws(Problem) in
      let asks = console.surroundings.interactive && passphrase.passphraseFile == nil && ImportCommand.isSealed(descriptor)
      let word = try await passphrase.passphrase(isNew: false, asks: asks, console)
      let display = ProgressDisplay(console: console)
      display.show(.stage("send", detail: file))
      let isRemote = daemon.place.host != nil
      let upload = try await daemon.uploadExport(descriptor) { done in
        if isRemote { display.show(.transfer(file, done: done, total: nil)) }
      }
      let interruption = Interruption(reporting: ImportCommand.interrupted, after: display, console: console)
      defer {
        interruption.end()
        display.end()
      }
      let result = try await daemon.importApp(
        ImportRequest(
          upload: upload.id, name: name, passphrase: word, starts: !noStart, replaces: replace, installsRuntimes: yes),
        progress: display.show)
      display.end()
      try console.finish(result) { BackupText.arrived("imported", result, $0) }
      return result
    }
    if let problem = result.problem { throw ExitCode(problem.code.exitStatus) }
  }

  private static let interrupted = Problem(
    .cancelled, "this command ended; the import goes on in the daemon", hint: "see what becomes of it: roost app list")

  private static func open(_ file: String) throws(Problem) -> Int32 {
    let descriptor = file == "-" ? dup(STDIN_FILENO) : Glibc.open(file, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw Problem(
        .usageInvalid, "\(file.debugDescription) cannot be read", hint: "check its name and its mode: ls -l \(file)",
        cause: String(cString: strerror(errno)))
    }
    return descriptor
  }

  /// Whether a passphrase is wanted, as far as the beginning of the file says; the daemon looks closely.
  private static func isSealed(_ descriptor: Int32) -> Bool {
    var bytes = [UInt8](repeating: 0, count: 64 << 10)
    let count = bytes.withUnsafeMutableBytes { pread(descriptor, $0.baseAddress, $0.count, 0) }
    guard count > 0 else { return false }
    return String(decoding: bytes.prefix(count), as: UTF8.self).contains("\"sealing\" : \"passphrase\"")
  }
}
