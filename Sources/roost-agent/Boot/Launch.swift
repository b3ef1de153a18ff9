import CRoost
import Glibc
import RoostAgentProtocol

/// The half of a boot that stays on the host: makes the agent's process and its namespaces, admits it, waits for its word.
struct Launch {
  /// How long the first process may take to come up.
  private static let limitMilliseconds: Int32 = 30_000

  private let spec: BootSpec
  private let host: HostSide
  private let groups: ControlGroups
  /// Command line of the program that builds the sandbox; empty when we do.
  private let builder: [String]

  init(_ spec: BootSpec, builder: [String] = []) throws(BootFailure) {
    self.spec = spec
    self.builder = builder
    try Launch.check(spec)
    guard builder.isEmpty || (spec.enclosure == .sandbox && spec.isRootless) else {
      throw BootFailure(stage: .specification, errno: EINVAL, message: "a builder for what is no sandbox of an ordinary user")
    }
    groups = try ControlGroups(spec.limits)
    host = try HostSide(spec)
  }

  private static func check(_ spec: BootSpec) throws(BootFailure) {
    guard spec.enclosure == .sandbox else { return try Settlement.check(spec) }
    let needsPrivileges = spec.network != nil || spec.image != nil || spec.mounts.contains { $0.owner != nil }
    guard !spec.layers.isEmpty, !(spec.isRootless && needsPrivileges) else {
      throw BootFailure(stage: .specification, errno: EINVAL, message: "no layer, or what takes privileges without them")
    }
  }

  /// Returns the first process of the sandbox, which by then serves.
  func start() throws(BootFailure) -> Int32 {
    let (near, far) = try Launch.socketPair()
    let group = groups.unified?.number ?? -1
    let pid = try BootFailure.check(
      .namespaces, "making the namespaces",
      buildsNamespaces ? roost_clone_sandbox(spec.isRootless, group) : roost_clone_plain(group))
    if pid == 0 {
      near.close()
      if !builder.isEmpty { Handover(spec: spec, host: host, groups: groups, launcher: far).run(builder) }
      Construction(spec: spec, host: host, groups: groups, launcher: far).run()
    }
    far.close()
    do throws(BootFailure) {
      try admit(pid)
      try release(near)
      try receiveReport(near)
      return builder.isEmpty ? pid : try agent(below: pid)
    } catch {
      // What a builder has started does not end with it.
      for child in builder.isEmpty ? [] : ProcessTree.descendants(of: pid, besides: []) { kill(child, SIGKILL) }
      kill(pid, SIGKILL)
      waitpid(pid, nil, 0)
      throw error
    }
  }

  private var buildsNamespaces: Bool { spec.enclosure == .sandbox && builder.isEmpty }

  /// A builder waits outside for its only child, which has become the agent.
  private func agent(below builder: Int32) throws(BootFailure) -> Int32 {
    guard let agent = ProcessTree.children(of: builder).first else {
      throw BootFailure(stage: .unresponsive, errno: ESRCH, message: "the agent ended at once; agent.log holds its last words")
    }
    return agent
  }

  private func admit(_ pid: Int32) throws(BootFailure) {
    if buildsNamespaces, spec.isRootless { try IdentityMap(user: getuid(), group: getgid()).write(for: pid) }
    if let network = spec.network { try HostNetwork(network).make(for: pid) }
  }

  private static func socketPair() throws(BootFailure) -> (Descriptor, Descriptor) {
    try BootFailure.at(.agent, "making a pair of sockets") { () throws(SystemFailure) in
      var pair: [Int32] = [-1, -1]
      let kind = Int32(SOCK_SEQPACKET.rawValue | SOCK_CLOEXEC.rawValue)
      try SystemFailure.checkLibrary(socketpair(AF_UNIX, kind, 0, &pair))
      return (Descriptor(pair[0]), Descriptor(pair[1]))
    }
  }

  private func release(_ near: Descriptor) throws(BootFailure) {
    try BootFailure.at(.agent, "letting the first process go on") { () throws(SystemFailure) in
      try near.writeAll([1])
    }
  }

  private func receiveReport(_ near: Descriptor) throws(BootFailure) {
    var wanted = pollfd(fd: near.number, events: Int16(POLLIN), revents: 0)
    guard poll(&wanted, 1, Launch.limitMilliseconds) == 1 else {
      throw BootFailure(stage: .unresponsive, errno: ETIMEDOUT, message: "the first process did not come up")
    }
    let bytes = try BootFailure.at(.unresponsive, "waiting for the first process") { () throws(SystemFailure) in
      try near.read(64 << 10)
    }
    let report = try? BootReport(decoding: bytes)
    if case .failed(let failure) = report { throw failure }
    guard case .ready = report else {
      if let name = builder.first {
        throw BootFailure(stage: .builder, errno: 0, message: "\(name) ended before the agent was up")
      }
      throw BootFailure(stage: .unresponsive, errno: 0, message: "the first process ended; agent.log holds its last words")
    }
  }
}
