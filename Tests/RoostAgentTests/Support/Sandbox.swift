import CRoost
import Foundation
import RoostAgentProtocol
import Testing

/// A sandbox booted by the real agent for one test, and everything of it removed afterwards.
final class Sandbox {
  static let user: UInt32 = 234_567
  /// Who runs what needs no privileges: somebody else when we have some, ourselves otherwise.
  static let nobody: UInt32 = geteuid() == 0 ? 65_534 : geteuid()
  private static let becomingNobody =
    geteuid() == 0 ? ["setpriv", "--reuid=\(nobody)", "--regid=\(nobody)", "--clear-groups"] : []

  let directory: String
  var spec: BootSpec
  private(set) var pid: Int32 = 0

  private init(_ directory: String, user: UInt32) throws {
    self.directory = directory
    for name in ["upper", "work"] {
      try FileManager.default.createDirectory(atPath: "\(directory)/\(name)", withIntermediateDirectories: true)
    }
    let stack = try TestStack(in: directory)
    spec = BootSpec(
      directory: directory, layers: stack.layers, upper: directory + "/upper", work: directory + "/work", user: user,
      group: user)
    spec.mounts = stack.mounts
    spec.variables = ["PATH=/usr/local/bin:/usr/bin:/bin", "HOME=/app", "LANG=C.UTF-8"]
    spec.files = [
      BootFile(path: "/etc/hosts", bytes: Array("127.0.0.1 localhost\n".utf8)),
      BootFile(path: "/etc/passwd", bytes: Array("root:x:0:0::/root:/bin/sh\napp:x:\(user):\(user)::/app:/bin/sh\n".utf8)),
    ]
  }

  /// Boots, runs the test, and clears up whatever happened.
  static func with(
    configure: (inout BootSpec) throws -> Void = { _ in }, _ body: (Sandbox) throws -> Void
  ) throws {
    try scratch(user: user) { sandbox in
      try configure(&sandbox.spec)
      try sandbox.boot()
      try body(sandbox)
    }
  }

  /// The same without privileges, as a user who owns nothing but the sandbox.
  static func withoutPrivileges(_ body: (Sandbox) throws -> Void) throws {
    try scratch(user: nobody) { sandbox in
      sandbox.spec.isRootless = true
      let agent = sandbox.directory + "/roost-agent"
      try FileManager.default.copyItem(atPath: AgentExecutable.path, toPath: agent)
      if geteuid() == 0 { _ = try AgentExecutable.run(["chown", "-R", "\(nobody):\(nobody)", sandbox.directory]) }
      try sandbox.boot(through: becomingNobody, executable: agent)
      try body(sandbox)
    }
  }

  /// Whether this machine lets them make user namespaces.
  static var canBeRootless: Bool {
    let answer = try? AgentExecutable.run(becomingNobody + ["unshare", "-U", "echo", "yes"])
    return answer == Array("yes\n".utf8)
  }

  /// Everything but the boot.
  static func scratch(user: UInt32 = user, _ body: (Sandbox) throws -> Void) throws {
    let directory = "/tmp/roost-agent-test-\(UInt32.random(in: .min ... .max))"
    defer { _ = try? AgentExecutable.run(["rm", "-rf", directory]) }
    let sandbox = try Sandbox(directory, user: user)
    defer { sandbox.kill() }
    try body(sandbox)
  }

  func boot(through prefix: [String] = [], executable: String = AgentExecutable.path) throws {
    switch try AgentExecutable.boot(spec, through: prefix, executable: executable) {
    case .ready(let pid): self.pid = pid
    case .failed(let failure): throw failure
    }
  }

  func connect() throws -> TestClient {
    let client = try connectWithoutGreeting()
    guard case .hello = try client.call(.hello(schema: AgentSchema.current)) else { throw TestFailure("not greeted") }
    return client
  }

  func connectWithoutGreeting() throws -> TestClient {
    let number = open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    defer { close(number) }
    let socket = roost_unix_connect(number, "agent.sock")
    guard socket >= 0 else { throw TestFailure("no connection: errno \(-socket)") }
    return TestClient(socket)
  }

  /// Runs a command line to its end.
  func run(_ line: String) throws -> Finished { try connect().run(["/bin/sh", "-c", line]) }

  /// Whether a command line prints a text, be it as an error.
  func shows(_ text: String, from line: String) throws -> Bool {
    let ended = try run(line)
    return (ended.output + ended.errors).contains(text)
  }

  var isAlive: Bool { pid > 0 && Foundation.kill(pid, 0) == 0 && !isZombie }

  private var isZombie: Bool {
    let status = (try? String(contentsOfFile: "/proc/\(pid)/stat", encoding: .utf8)) ?? ""
    return status.contains(") Z ")
  }

  func waitUntilGone(seconds: Double = 5) throws {
    try eventually("the sandbox is gone", seconds: seconds) { !isAlive }
  }

  private func kill() {
    guard isAlive else { return }
    Foundation.kill(pid, SIGKILL)
    try? waitUntilGone()
  }
}

/// Looks again and again, for things that nobody announces.
func eventually(_ what: String, seconds: Double = 5, _ condition: () throws -> Bool) throws {
  let deadline = Date().addingTimeInterval(seconds)
  while !(try condition()) {
    if Date() > deadline { throw TestFailure("not within \(seconds) s: \(what)") }
    // Between two looks at the condition, which alone decides; nobody would wake this thread.
    usleep(2_000)
  }
}
