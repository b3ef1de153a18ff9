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

  /// What is missing is sent and the boot tried again, so often.
  private static let attempts = 3

  func run() async throws(Problem) -> SSHRecord {
    let facts = try await host.connection.facts()
    try FarRules.check(spec, facts, host.address)
    let contents = try await contents(facts)
    var record = SSHRecord(directory: facts.places.environments.appending(spec.id.text).string)
    guard record.socket.string.utf8.count <= SSHPath.longestSocket else {
      throw Problem(
        .unsupported, "the cache directory \(facts.places.root) on \(host.address) has too long a path for a socket",
        hint: "set a shorter one there: XDG_CACHE_HOME in ~/.pam_environment or in sshd's SetEnv")
    }
    let link = try await wayOut(facts)
    record.link = link?.index
    try await write(record)
    let boot = bootSpec(facts, contents, link).encoded
    guard boot.count <= BootSpec.maximumLength else {
      throw Problem(.usageInvalid, "the environment has too many or too long variables", hint: "shorten `env` in roost.yml")
    }
    record.agent = try await start(boot, contents, record)
    try await write(record)
    return record
  }

  private func write(_ record: SSHRecord) async throws(Problem) {
    let directory = directory
    try await BlockingWork.run { () throws(Problem) in try record.write(to: directory) }
  }

  /// The agent first, then the layers, base first.
  private func contents(_ facts: FarFacts) async throws(Problem) -> [FarContent] {
    let agent = host.configuration.agent
    let sum = try await host.sums.file(agent)
    var contents = [FarContent(kind: .agent, source: agent, path: facts.places.agent(sha256: sum), sha256: sum)]
    for layer in spec.layers {
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

  private func bootSpec(_ facts: FarFacts, _ contents: [FarContent], _ link: NetworkLink?) -> BootSpec {
    var there = spec
    there.layers = contents.dropFirst().map(\.path.string)
    let user = facts.isRoot ? spec.user : facts.user
    return BootPlan(
      spec: there, directory: EnvironmentDirectory(spec.id, below: facts.places.environments), limits: BootLimits(), link: link,
      resolver: facts.resolver.text,
      identity: HostFiles.identity(layers: spec.layers, user: user, home: spec.workingDirectory),
      certificates: facts.certificates, rootlessUser: facts.isRoot ? nil : user
    ).bootSpec
  }

  private func start(_ boot: [UInt8], _ contents: [FarContent], _ record: SSHRecord) async throws(Problem) -> Int32 {
    let script = FarScript.boot(
      record.directory, agent: contents[0].path.string, layers: contents.dropFirst().map(\.path.string))
    for _ in 0..<SSHBoot.attempts {
      let answer = try await host.connection.call(script, within: host.configuration.bootLimit) { (socket) throws(Problem) in
        try socket.send(boot)
      }
      guard answer.status == .exited(3) else { return try agent(in: answer) }
      let missing = Set(answer.text.split(separator: "\n").map(String.init))
      try await host.send(contents.filter { missing.contains($0.path.string) })
    }
    throw Problem(
      .environmentBootFailed, "layers vanish on \(host.address) as soon as they are there",
      hint: "look what removes them: \(host.address.commandLine) ls -la .cache/roost/layers")
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
