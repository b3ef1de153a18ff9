package import Foundation
import Glibc
package import RoostModel
import Synchronization

/// The real `roost` in a home of its own: a daemon to talk to, projects to deploy, a gateway to ask.
///
/// Runtimes are installed once for all tests of a run, in the shared home; apps and the daemon are gone when `with` returns.
package final class RoostFixture: Sendable {
  package let home: String
  package let port: Int
  private let variables: [String: String]
  private let directories: URL
  private let daemon = Mutex<TestProcess?>(nil)

  /// Where the executables lie: beside the test bundle.
  package static let products = URL(fileURLWithPath: CommandLine.arguments[0]).resolvingSymlinksInPath()
    .deletingLastPathComponent()
  package static var executable: String { products.appendingPathComponent("roost").path }

  package static var sharedHome: String {
    ProcessInfo.processInfo.environment["ROOST_TEST_HOME"]
      ?? FileManager.default.temporaryDirectory.appendingPathComponent("roost-test-home").path
  }

  private init(home: String, variables: [String: String]) throws {
    self.home = home
    port = try FreePort.find()
    // The API's own port would be another daemon's on a machine that runs several.
    self.variables = ["ROOST_API_PORT": "0"].merging(variables) { $1 }.merging(
      ["ROOST_HOME": home, "ROOST_GATEWAY_PORT": String(port), "ROOST_GATEWAY_HOST": "127.0.0.1", "NO_COLOR": "1"]
    ) { $1 }
    directories = FileManager.default.temporaryDirectory.appendingPathComponent("roost-projects-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: directories, withIntermediateDirectories: true)
  }

  /// Runs `body` beside a daemon. Afterwards its apps are removed, also when it throws.
  package static func with(
    home: String = sharedHome, variables: [String: String] = [:], _ body: (RoostFixture) async throws -> Void
  ) async throws {
    let fixture = try RoostFixture(home: home, variables: variables)
    try await fixture.restartDaemon()
    try await cleaning({ try await fixture.tearDown() }) { try await body(fixture) }
  }

  /// Directories of sandboxes that are left in the home. Those of other strategies have places of their own beside them.
  package func sandboxes() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: home + "/environments").filter { EnvironmentID($0) != nil }
  }

  /// The daemon ends also when an app stays.
  private func tearDown() async throws {
    defer { try? FileManager.default.removeItem(at: directories) }
    try await cleaning({ try await stopDaemon() }) { try await removeApps() }
  }

  /// One that is being changed goes when that is over. One that stays would be in the way of whoever uses the home next.
  private func removeApps() async throws {
    var refusals: [CommandOutput] = []
    do {
      try await eventually(within: .seconds(60), "the apps are removed") {
        if daemon.withLock({ $0?.isRunning }) != true { try await restartDaemon() }
        let list = try await roost("app", "list", "--json")
        guard list.status == 0 else {
          refusals = [list]
          return false
        }
        var answers: [CommandOutput] = []
        for app in try list.decoded([AppSummary].self) {
          answers.append(try await roost("app", "remove", app.name.text, "--yes"))
        }
        refusals = answers.filter { $0.status != 0 }
        return refusals.isEmpty
      }
    } catch is TimedOut where !refusals.isEmpty {
      throw AppsLeft(refusals: refusals)
    }
  }

  package struct AppsLeft: Error { package var refusals: [CommandOutput] }

  /// `kill -9`, and waits until it is gone.
  package func killDaemon() async throws {
    guard let running = daemon.withLock({ $0 }) else { return }
    running.signal(SIGKILL)
    _ = await running.finish()
  }

  package func signalDaemon(_ number: Int32) { daemon.withLock { $0?.signal(number) } }

  /// Asks it to end, as an upgrade does, and waits until it is gone.
  package func stopDaemon() async throws {
    guard let running = daemon.withLock({ $0 }) else { return }
    running.signal(SIGTERM)
    _ = await running.finish()
  }

  /// Starts a daemon, of another version if one is given, and waits until it answers.
  package func restartDaemon(_ executable: String = RoostFixture.executable) async throws {
    let daemon = try await startDaemon(executable)
    self.daemon.withLock { $0 = daemon }
  }

  private func startDaemon(_ executable: String) async throws -> TestProcess {
    let daemon = try TestProcess(executable, ["serve"], variables: variables)
    do {
      try await eventually(within: .seconds(120), "the daemon answers") {
        guard daemon.isRunning else { throw DaemonEnded(output: await daemon.finish()) }
        return try await roost("app", "list").status == 0 && listensOnItsPort
      }
    } catch {
      // The home is that of other tests, too, and one daemon holds it.
      daemon.signal(SIGKILL)
      _ = await daemon.finish()
      throw error
    }
    return daemon
  }

  /// The API's own port comes after its socket. True without one.
  private var listensOnItsPort: Bool {
    guard let port = variables["ROOST_API_PORT"].flatMap({ Int($0) }), port != 0 else { return true }
    return FreePort.isTaken(port)
  }

  package struct DaemonEnded: Error { package var output: CommandOutput }

  package func start(_ arguments: [String]) throws -> TestProcess {
    try TestProcess(RoostFixture.executable, arguments, variables: variables)
  }

  @discardableResult package func roost(_ arguments: String...) async throws -> CommandOutput {
    try await start(arguments).finish()
  }

  /// A project directory with these files, relative path to text.
  package func project(_ name: String, _ files: [String: String]) throws -> String {
    let root = directories.appendingPathComponent(name)
    for (path, text) in files {
      let file = root.appendingPathComponent(path)
      try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: file)
    }
    return root.path
  }

  /// An example of this repository, copied so that a test may change it.
  package func example(_ name: String, from file: String = #filePath) throws -> String {
    let root = URL(fileURLWithPath: file).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    return try copy(of: root.appendingPathComponent("Examples/\(name)").path, named: name)
  }

  /// A project directory with the files of another.
  package func copy(of directory: String, named name: String) throws -> String {
    let copy = directories.appendingPathComponent(name)
    try FileManager.default.copyItem(at: URL(fileURLWithPath: directory), to: copy)
    return copy.path
  }

  /// `GET` through the gateway under the app's path: status and body.
  package func get(_ app: String, _ path: String = "/") async throws -> (status: Int, body: String) {
    try await curl(["http://127.0.0.1:\(port)/app/\(app)\(path)"])
  }

  /// The same by the app's own host name.
  package func getByHost(_ app: String, _ path: String = "/") async throws -> (status: Int, body: String) {
    try await curl(["-H", "Host: \(app).localhost:\(port)", "http://127.0.0.1:\(port)\(path)"])
  }

  package func curl(_ arguments: [String]) async throws -> (status: Int, body: String) {
    let command = try TestProcess(
      "/usr/bin/env", ["curl", "-s", "-m", "20", "-w", "\n%{http_code}"] + arguments, variables: ["no_proxy": "*"])
    let text = await command.finish().output
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    return (Int(lines.last ?? "") ?? 0, lines.dropLast().joined(separator: "\n"))
  }

  package func info(_ app: String) async throws -> AppDetail {
    try await roost("app", "info", app, "--json").decoded(AppDetail.self)
  }
}
