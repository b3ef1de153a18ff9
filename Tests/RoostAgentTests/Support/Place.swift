import CRoost
import Foundation
import RoostAgentProtocol

/// An agent without a sandbox, started for one test, and ended with everything it started.
final class Place {
  let directory: String
  var spec: BootSpec
  private(set) var pid: Int32 = 0

  private init(_ directory: String, _ enclosure: BootEnclosure) throws {
    self.directory = directory
    try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
    let user = geteuid() == 0 ? Sandbox.user : geteuid()
    spec = BootSpec(directory: directory, enclosure: enclosure, user: user, group: user)
    spec.variables = ["PATH=/usr/local/bin:/usr/bin:/bin", "LANG=C.UTF-8"]
    spec.workingDirectory = "/tmp"
  }

  static func scratch(_ enclosure: BootEnclosure = .sharedNetwork, _ body: (Place) throws -> Void) throws {
    let directory = "/tmp/roost-agent-test-\(UInt32.random(in: .min ... .max))"
    defer { try? FileManager.default.removeItem(atPath: directory) }
    let place = try Place(directory, enclosure)
    defer { place.end() }
    try body(place)
  }

  /// Where an agent serves already, which somebody else ends.
  static func at(_ directory: String, _ spec: BootSpec, _ body: (Place) throws -> Void) throws {
    let place = try Place(directory, spec.enclosure)
    place.spec = spec
    try body(place)
  }

  /// Detached, as `boot` leaves it.
  static func with(_ enclosure: BootEnclosure = .sharedNetwork, _ body: (Place) throws -> Void) throws {
    try scratch(enclosure) { place in
      try place.boot()
      try body(place)
    }
  }

  func boot() throws {
    switch try AgentExecutable.boot(spec) {
    case .ready(let pid): self.pid = pid
    case .failed(let failure): throw failure
    }
  }

  /// In the foreground, as first process of namespaces that are made as a container engine would.
  func serveInContainer() throws -> Process {
    let file = directory + "/specification"
    try Data(spec.encoded).write(to: URL(fileURLWithPath: file))
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/unshare")
    process.arguments = ["--pid", "--fork", "--kill-child", "--mount-proc", "--net", AgentExecutable.path, "serve", file]
    process.standardError = FileHandle.nullDevice
    try process.run()
    try eventually("it serves") { (try? connect()) != nil }
    return process
  }

  func connect() throws -> TestClient {
    let number = open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    defer { close(number) }
    let socket = roost_unix_connect(number, "agent.sock")
    guard socket >= 0 else { throw TestFailure("no connection: errno \(-socket)") }
    let client = TestClient(socket)
    guard case .hello = try client.call(.hello(schema: AgentSchema.oldest)) else { throw TestFailure("not greeted") }
    return client
  }

  func run(_ line: String) throws -> Finished { try connect().run(["/bin/sh", "-c", line]) }

  var isAlive: Bool { pid > 0 && Foundation.kill(pid, 0) == 0 && !Place.isZombie(pid) }

  func waitUntilGone(seconds: Double = 5) throws {
    try eventually("the agent is gone", seconds: seconds) { !isAlive }
  }

  private func end() {
    guard isAlive else { return }
    _ = try? connect().call(.shutdown(graceMilliseconds: 0))
    try? waitUntilGone()
    Foundation.kill(pid, SIGKILL)
  }

  /// The processes of this machine whose arguments hold a word.
  static func processes(with word: String) -> [Int32] {
    let pids = (try? FileManager.default.contentsOfDirectory(atPath: "/proc"))?.compactMap { Int32($0) } ?? []
    return pids.filter { pid in
      let line = (try? Data(contentsOf: URL(fileURLWithPath: "/proc/\(pid)/cmdline"))) ?? Data()
      return String(decoding: line, as: UTF8.self).contains(word) && !isZombie(pid)
    }
  }

  private static func isZombie(_ pid: Int32) -> Bool {
    ((try? String(contentsOfFile: "/proc/\(pid)/stat", encoding: .utf8)) ?? "").contains(") Z ")
  }
}
