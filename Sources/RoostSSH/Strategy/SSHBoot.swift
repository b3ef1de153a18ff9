import RoostAgentClient
import RoostAgentProtocol
import RoostModel
import RoostSystem
import SystemPackage

/// Makes an environment real on another host. When all it needs is there already, that is one command there.
struct SSHBoot: Sendable {
  let host: FarHost
  let spec: EnvironmentSpec
  let directory: EnvironmentDirectory
  /// Without a sandbox around it.
  let isPlain: Bool

  /// What is missing is sent and the boot tried again, so often.
  private static let attempts = 3

  func run() async throws(Problem) -> SSHRecord {
    let facts = try await host.connection.facts()
    try FarRules.check(spec, facts, host.address)
    // What it had when the environment was prepared decided how its paths are seen.
    guard isPlain != facts.isolates else {
      throw Problem(
        .environmentState, "\(host.address) is not what it was a moment ago: whether it keeps environments apart has changed",
        hint: "try again")
    }
    let plain = isPlain ? try await PlainBoot(spec, facts) : nil
    let contents = try await contents(plain?.layers ?? spec.layers, facts)
    var record = SSHRecord(directory: facts.places.environments.appending(spec.id.text).string)
    guard record.socket.string.utf8.count <= SSHPath.longestSocket else {
      throw Problem(
        .unsupported, "the cache directory \(facts.places.root) on \(host.address) has too long a path for a socket",
        hint: "set a shorter one there: XDG_CACHE_HOME in ~/.pam_environment or in sshd's SetEnv")
    }
    let groups = try FarGroups(spec.id, spec.limits, facts, host.address)
    let volumes = try FarVolumes(spec.mounts, facts.places, owner: facts.isRoot ? spec.user : nil)
    record.groups = groups.directories
    record.freezer = groups.membership.unified?.string
    record.mark = plain?.mark
    let link = isPlain ? nil : try await wayOut(facts)
    record.link = link?.index
    try await write(record)
    var there = spec
    there.layers = contents.dropFirst().map(\.path.string)
    there.mounts = volumes.mounts
    let outer = await plain?.bootSpec(there, contents)
    let boot = (outer ?? bootSpec(there, facts, groups.membership, link)).encoded
    guard boot.count <= BootSpec.maximumLength else {
      throw Problem(.usageInvalid, "the environment has too many or too long variables", hint: "shorten `env` in roost.yml")
    }
    let steps = groups.steps + volumes.steps + (plain?.steps(there) ?? [])
    record.agent = try await start(boot, contents, steps, record)
    try await write(record)
    return record
  }

  private func write(_ record: SSHRecord) async throws(Problem) {
    let directory = directory
    try await BlockingWork.run { () throws(Problem) in try record.write(to: directory) }
  }

  /// The agent first, then the layers, base first.
  private func contents(_ layers: [String], _ facts: FarFacts) async throws(Problem) -> [FarContent] {
    let agent = host.configuration.agent
    let sum = try await host.sums.file(agent)
    var contents = [FarContent(kind: .agent, source: agent, path: facts.places.agent(sha256: sum), sha256: sum)]
    for layer in layers {
      let sum = try await host.sums.tree(FilePath(layer))
      contents.append(FarContent(kind: .tree, source: FilePath(layer), path: facts.places.layer(sum), sha256: sum))
    }
    return contents
  }

  private func wayOut(_ facts: FarFacts) async throws(Problem) -> NetworkLink? {
    guard spec.network == .outbound else { return nil }
    try await host.network.open()
    return try await host.network.reserve(for: spec.id)
  }

  private func bootSpec(
    _ there: EnvironmentSpec, _ facts: FarFacts, _ groups: CgroupMembership, _ link: NetworkLink?
  ) -> BootSpec {
    let user = facts.isRoot ? spec.user : facts.user
    var limits = BootLimits()
    limits.unifiedGroup = groups.unified?.string
    limits.taskLists = groups.taskLists.map(\.string)
    limits.memoryEvents = groups.memoryEvents?.string
    return BootPlan(
      spec: there, directory: EnvironmentDirectory(spec.id, below: facts.places.environments), limits: limits, link: link,
      resolver: facts.resolver.text,
      identity: HostFiles.identity(layers: spec.layers, user: user, home: spec.workingDirectory),
      certificates: facts.certificates, rootlessUser: facts.isRoot ? nil : user
    ).bootSpec
  }

  private func start(
    _ boot: [UInt8], _ contents: [FarContent], _ steps: [FarStep], _ record: SSHRecord
  ) async throws(Problem) -> Int32 {
    let script = FarScript.boot(
      record.directory, agent: contents[0].path.string, layers: contents.dropFirst().map(\.path.string), steps: steps)
    for _ in 0..<SSHBoot.attempts {
      let answer = try await host.connection.brief(script, input: boot, within: host.configuration.bootLimit)
      if answer.status == .exited(6) || answer.status == .exited(7) { throw refused(answer) }
      guard answer.status == .exited(3) else { return try agent(in: answer) }
      let missing = Set(answer.text.split(separator: "\n").map(String.init))
      try await host.send(contents.filter { missing.contains($0.path.string) })
    }
    throw Problem(
      .environmentBootFailed, "layers vanish on \(host.address) as soon as they are there",
      hint: "look what removes them: \(host.address.commandLine) ls -la .cache/roost/layers")
  }

  private func refused(_ answer: SSHAnswer) -> Problem {
    if answer.status == .exited(7) {
      return Problem(
        .environmentBootFailed, "a directory that lasts could not be made on \(host.address)",
        hint: "see whether there is room: \(host.address.commandLine) df -h", cause: answer.errors)
    }
    return Problem(
      .limitUnsupported, "the limits could not be set on \(host.address)",
      hint: "take `limits` out of roost.yml, or look at its control groups: \(host.address.commandLine) mount -t cgroup2",
      cause: answer.errors)
  }

  private func agent(in answer: SSHAnswer) throws(Problem) -> Int32 {
    switch try? BootReport(decoding: answer.output ?? []) {
    case .ready(let pid): return pid
    case .failed(let failure): throw BootProblem.of(failure)
    case nil:
      throw Problem(
        .environmentBootFailed, "the agent on \(host.address) ended without a word about why",
        hint: "look whether it can be executed there: \(host.address.commandLine) 'ls -l .cache/roost/agents; mount'",
        cause: answer.errors.isEmpty ? nil : answer.errors)
    }
  }
}
